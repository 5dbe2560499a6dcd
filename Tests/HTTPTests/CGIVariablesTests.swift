import HTTP
import Testing

struct CGIVariablesTests {
    @Test func blockIsReadByName() {
        let cgi = CGIVariables(
            block: Array("REQUEST_METHOD=POST\0QUERY_STRING=\0REQUEST_URI=/a?b=c=d\0".utf8))
        #expect(cgi.text("REQUEST_METHOD") == "POST")
        #expect(cgi.text("QUERY_STRING") == "")
        #expect(cgi.text("REQUEST_URI") == "/a?b=c=d")
        #expect(cgi.bytes("REQUEST_METHOD") == Array("POST".utf8)[...])
    }

    @Test(arguments: ["HTTPS", "REQUEST", "REQUEST_METHODS", "EQUEST_METHOD", "request_method", ""])
    func otherNamesAreNotSet(name: String) {
        let cgi = CGIVariables([("REQUEST_METHOD", "POST")])
        #expect(cgi.bytes(name) == nil)
    }

    @Test(arguments: [
        ("", nil), ("\0\0", nil), ("NOISE\0A=1\0", "1"), ("A=1", "1"), ("B=2\0A=1", "1"), ("B\0=x\0A=\0", ""),
        ("A=1\0A=2\0", "1"), ("B=A=3\0A=1\0", "1"),
    ])
    func oddBlocksAreReadAsFarAsTheyGo(block: String, expected: String?) {
        #expect(CGIVariables(block: Array(block.utf8)).text("A") == expected)
    }

    @Test func bytesThatAreNoTextAreKept() {
        let cgi = CGIVariables(block: Array("QUERY_STRING=a".utf8) + [0xE9, 0])
        #expect(cgi.bytes("QUERY_STRING") == [0x61, 0xE9])
        #expect(cgi.text("QUERY_STRING") == "a\u{FFFD}")
    }
}
