import JSON
import Testing
import Tracking

/// The keys of values that are longer than anybody reads.
struct LongValueTests {
    private static let x = String(repeating: "x", count: 2_000)

    @Test func keyIsTheBeginningAndTheHashOfAll() throws {
        let key = try key(of: String(Self.x.prefix(1_025)))
        let hash = "c6d8e9905300876046729949cc95c2385221270d389176f7234fe7ac00c4e430"
        #expect(key.shown == Self.x.prefix(1_024) + "…" + hash)
    }

    @Test func upToTheLimitAKeyIsWhole() throws {
        let text = String(Self.x.prefix(1_024))
        #expect(try key(of: text).shown == text)
        #expect(try key(of: String(repeating: "é", count: 512)).shown == String(repeating: "é", count: 512))
    }

    @Test(arguments: [1_021, 1_022, 1_023, 1_024])
    func cutIsBetweenCharacters(count: Int) throws {
        let key = try key(of: Self.x.prefix(count) + "😀y")
        let beginning = key.shown.prefix { $0 != "…" }
        #expect(beginning.utf8.count == count)
        #expect(!key.shown.contains("\u{FFFD}"))
    }

    @Test func valuesWithOneBeginningStayApart() throws {
        let keys = try ["", "a", "b", "ab"].map { try key(of: Self.x + $0) }
        #expect(Set(keys).count == 4)
    }

    @Test(arguments: ["", "=", "é", "null"])
    func whatIsShownAndTheWholeValueMeanTheKey(beginning: String) throws {
        let key = try key(of: beginning + Self.x)
        #expect(GroupKey(shown: key.shown) == key)
        #expect(try GroupKey(sent: #require(key.text)) == key)
        #expect(GroupKey(sent: Array((beginning + Self.x).utf8)) == key)
    }

    /// Whoever sends such a value does not get into another's group.
    @Test func valueThatLooksLikeAKeyHasAnother() throws {
        let cut = try key(of: Self.x)
        let imitation = try key(of: cut.shown)
        #expect(imitation != cut)
        #expect(GroupKey(shown: imitation.shown) == imitation)
    }

    @Test(arguments: [
        "\"\(x)\"", "\"\\u0078\(x)\"", "1" + String(repeating: "0", count: 3_000), "\"short\"", "12",
    ])
    func clickGivesTheSameKey(json: String) throws {
        let parameters = Parameters(json: "{\"a\":\(json)}")
        let text = try #require(parameters.keyTexts.first?.text)
        #expect(GroupKey(text: Array(text)) == parameters.groupKey(of: Array("a".utf8)))
        #expect(text.count <= 1_091)
    }

    private func key(of text: String) throws -> GroupKey { GroupKey(JSONText(string: text)) }
}
