import HTTP
import Testing

struct HTTPResponseTests {
    @Test func responseIsWrittenAsCGI() {
        let response = HTTPResponse(
            .created, headers: [HTTPHeader(.contentType, "application/json"), HTTPHeader(.allow, "GET")],
            body: Array("{}".utf8))
        #expect(
            text(response) == """
                Status: 201 Created\r
                Content-Type: application/json\r
                Allow: GET\r
                Content-Length: 2\r
                \r
                {}
                """)
    }

    @Test func answerToHeadHasALengthAndNoBody() {
        let response = HTTPResponse(.ok, body: Array("hello".utf8))
        #expect(text(response, omittingBody: true) == "Status: 200 OK\r\nContent-Length: 5\r\n\r\n")
    }

    @Test func noContentHasNeitherLengthNorBody() {
        let response = HTTPResponse(.noContent, headers: [HTTPHeader(.allow, "GET")], body: [0x61])
        #expect(text(response) == "Status: 204 No Content\r\nAllow: GET\r\n\r\n")
    }

    /// The length would be that of the page that is not sent.
    @Test func notModifiedHasNeitherLengthNorBody() {
        let response = HTTPResponse(.notModified, headers: [HTTPHeader(.eTag, "W/\"1\"")], body: [0x61])
        #expect(text(response) == "Status: 304 Not Modified\r\nETag: W/\"1\"\r\n\r\n")
    }

    @Test func emptyBodyIsToldByItsLength() {
        #expect(text(HTTPResponse(.seeOther)) == "Status: 303 See Other\r\nContent-Length: 0\r\n\r\n")
    }

    @Test(arguments: [
        ("/a\r\nSet-Cookie: x", "/a  Set-Cookie: x"), ("a\nb", "a b"), ("a\rb", "a b"), ("a\0b", "a b"),
        ("a\u{7F}b", "a b"), ("a\tb", "a\tb"), ("caf\u{e9}", "caf\u{e9}"),
    ])
    func headerValueCannotEndItsLine(value: String, expected: String) {
        #expect(Array(HTTPHeader(.location, value).value.utf8) == Array(expected.utf8))
    }

    @Test func headerIsFoundByName() {
        let response = HTTPResponse(.ok, headers: [HTTPHeader(.allow, "GET"), HTTPHeader(.allow, "POST")])
        #expect(response[.allow] == "GET")
        #expect(response[.location] == nil)
    }

    private func text(_ response: HTTPResponse, omittingBody: Bool = false) -> String {
        String(decoding: response.cgiBytes(omittingBody: omittingBody), as: UTF8.self)
    }
}
