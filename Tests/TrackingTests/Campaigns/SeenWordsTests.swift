import Testing
import Tracking

struct SeenWordsTests {
    private func seen(_ parameters: [String]) -> SeenWords {
        var words = SeenWords(parameter: "s")
        for (time, json) in parameters.enumerated() {
            words.add(Parameters(json: json), at: Timestamp(milliseconds: Int64(time)))
        }
        return words
    }

    @Test func wordsAreThoseThatAMapperLooksUp() {
        let words = seen([
            #"{"s":"b"}"#, #"{"s":"a"}"#, #"{"s":["b"]}"#, #"{"s":1.0}"#, #"{"s":true}"#, #"{"s":null}"#,
            "{}",
            #"{"s":{}}"#, #"{"s":"\u0062"}"#,
        ])
        #expect(words.ranked.map(\.text) == ["b", "1.0", "a", "true"])
        #expect(words.ranked.map(\.count) == [3, 1, 1, 1])
        #expect(words.ranked.first?.lastAt.milliseconds == 8)
        #expect(words.wordlessCount == 3)
        #expect(words.postbackCount == 9)
        #expect(words.firstAt?.milliseconds == 0)
    }

    /// Whatever strangers send.
    @Test func numberAndLengthOfWordsAreBounded() {
        let long = String(repeating: "x", count: SeenWords.maximumWordBytes)
        let words = seen(
            (0...SeenWords.maximumWordCount).map { #"{"s":"\#($0)"}"# }
                + [#"{"s":"0"}"#, #"{"s":"\#(long)"}"#, #"{"s":"\#(long)x"}"#])
        #expect(words.ranked.count == SeenWords.maximumWordCount)
        #expect(words.ranked.first?.count == 2)
        #expect(words.otherCount == 2)
        #expect(words.longCount == 1)
    }

    @Test func halvesOfSurrogatePairsAreDifferentWords() {
        let words = seen([#"{"s":"\ud800"}"#, #"{"s":"\ud801"}"#])
        #expect(words.ranked.map(\.bytes) == [[0xED, 0xA0, 0x80], [0xED, 0xA0, 0x81]])
    }
}
