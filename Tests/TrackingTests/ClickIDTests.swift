import JSON
import Testing
import Tracking

struct ClickIDTests {
    private static let canonical = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test(arguments: [
        canonical, "8F1B5C6E-7A3D-4D20-A7F1-12A2B8F7A9C1", "8f1B5c6e-7A3d-4d20-a7F1-12a2b8f7a9C1",
        "8f1b5c6e7a3d4d20a7f112a2b8f7a9c1", "8F1B5C6E7A3D4D20A7F112A2B8F7A9C1", "{\(canonical)}",
        "{8F1B5C6E7A3D4D20A7F112A2B8F7A9C1}", "urn:uuid:\(canonical)",
        "urn:uuid:8f1b5c6e7a3d4d20a7f112a2b8f7a9c1",
        " \(canonical)", "\(canonical)\n", "\t\n\u{b}\u{c}\r {\(canonical)} \r\n", " urn:uuid:\(canonical) ",
    ])
    func everyFormIsOneIdentity(text: String) throws {
        #expect(ClickID(text) == .sample)
        #expect(try ClickID(JSONText(string: text)) == .sample)
    }

    @Test(arguments: [
        "", " ", "{}", "{", "}", "urn:uuid:", "not a uuid", "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c",
        "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c11", "8f1b5c6e7a3d4d20a7f112a2b8f7a9c",
        "8f1b5c6e7a3d4d20a7f112a2b8f7a9c11",
        "8f1b5c6e7-a3d-4d20-a7f1-12a2b8f7a9c1", "8f1b5c6e-7a3d-4d20-a7f112a2-b8f7a9c1",
        "8f1b5c6e-7a3d4d20-a7f1-12a2b8f7a9c1",
        "8f1b5c6e_7a3d_4d20_a7f1_12a2b8f7a9c1", "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9cg",
        "0x1b5c6e7a3d4d20a7f112a2b8f7a9c1",
        "+f1b5c6e7a3d4d20a7f112a2b8f7a9c1", "-f1b5c6e7a3d4d20a7f112a2b8f7a9c1",
        "8f1b_c6e7a3d4d20a7f112a2b8f7a9c1",
        "{\(canonical)", "\(canonical)}", "{{\(canonical)}}", "{ \(canonical) }", "(\(canonical))", "{sub1}",
        "urn:uuid:{\(canonical)}", "URN:UUID:\(canonical)", "Urn:uuid:\(canonical)", "urn:uuid: \(canonical)",
        "{urn:uuid:\(canonical)}", "uuid:\(canonical)", "\(canonical)\u{0}", "\u{0}\(canonical)",
        "\u{a0}\(canonical)",
        "\u{feff}\(canonical)", "8f1b5c6e\u{2010}7a3d-4d20-a7f1-12a2b8f7a9c1",
        "８f1b5c6e7a3d4d20a7f112a2b8f7a9c1",
        "٨f1b5c6e7a3d4d20a7f112a2b8f7a9c1", "\(canonical) \(canonical)", "\(canonical),\(canonical)",
    ])
    func everythingElseIsRefused(text: String) {
        #expect(ClickID(text) == nil)
        #expect(
            message(of: JSONText(string: text), as: ClickID.init) == "Not a valid UUID.")
    }

    @Test(arguments: ["1", "true", "[]", "{}", #"["8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"]"#, "8e3"])
    func noStringIsRefused(text: String) throws {
        let value = try JSONText(text)
        #expect(message(of: value, as: ClickID.init) == "Not a valid UUID.")
    }

    @Test func nullHasItsOwnMessage() throws {
        let value = try JSONText("null")
        #expect(message(of: value, as: ClickID.init) == "Field may not be null.")
    }

    @Test func escapesInTheTextAreDecoded() throws {
        #expect(try ClickID(JSONText(#""\u0038f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1\n""#)) == .sample)
    }

    @Test(arguments: [
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", canonical,
        "01234567-89ab-cdef-0123-456789abcdef", "8f1b5c6e-7a3d-fd20-17f1-12a2b8f7a9c1",
    ])
    func descriptionIsCanonical(text: String) throws {
        #expect(try #require(ClickID(text.uppercased())).description == text)
    }

    @Test func bytesAreInNetworkOrderAndComeBack() throws {
        let clickID = try #require(ClickID("01234567-89ab-cdef-fedc-ba9876543210"))
        let bytes: [UInt8] = [
            1, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10,
        ]
        #expect(clickID.bytes == bytes)
        #expect(ClickID(bytes: bytes) == clickID)
    }

    @Test(arguments: [0, 15, 17, 36])
    func onlySixteenBytesAreAnID(count: Int) {
        #expect(ClickID(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }
}
