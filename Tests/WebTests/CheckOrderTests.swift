import HTTP
import Testing

/// Of several things wrong at once the first of this order is answered: path, method, size, whole body, encoding,
/// media type, JSON, fields.
struct CheckOrderTests {
    private static let malformed = HTTPRequest.Body.complete(Array("{".utf8))
    private static let gzip = [("HTTP_CONTENT_ENCODING", "gzip")]

    @Test(arguments: [
        (HTTPRequest("PUT", "/nowhere", body: .tooLarge, mediaType: "text/plain"), HTTPStatus.notFound),
        (HTTPRequest("PUT", click, body: .tooLarge, mediaType: "text/plain"), .methodNotAllowed),
        (HTTPRequest("PUT", click, body: .truncated), .methodNotAllowed),
        (HTTPRequest("POST", click, body: .tooLarge, mediaType: "text/plain", gzip), .contentTooLarge),
        (HTTPRequest("POST", click, body: .truncated, mediaType: "text/plain", gzip), .badRequest),
        (
            HTTPRequest("POST", click, body: malformed, mediaType: "application/json", gzip),
            .unsupportedMediaType
        ),
        (HTTPRequest("POST", click, body: malformed, mediaType: "text/html"), .unsupportedMediaType),
        (HTTPRequest("POST", click, body: malformed, mediaType: "application/json"), .badRequest),
        (
            HTTPRequest("POST", click, body: .complete([]), mediaType: "text/plain", gzip),
            .unprocessableEntity
        ),
        (HTTPRequest("OPTIONS", click, body: .tooLarge), .noContent),
        (
            HTTPRequest("POST", lead, body: .unmeasured(Array("a=b".utf8)), mediaType: form, gzip),
            .unsupportedMediaType
        ),
        (HTTPRequest("POST", lead, body: .unmeasured(Array("a=b".utf8)), mediaType: form), .lengthRequired),
    ])
    func firstWrongThingIsAnswered(request: HTTPRequest, status: HTTPStatus) async throws {
        #expect(try await TestSite().send(request).status == status)
    }

    private static let click = "/api/v2/track/click"
    private static let lead = "/api/v2/track/lead"
    private static let form = "application/x-www-form-urlencoded"
}
