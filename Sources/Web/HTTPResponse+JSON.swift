import HTTP
import JSON
import Tracking

extension HTTPResponse {
    /// An answer in JSON, which no cache may keep.
    init(_ status: HTTPStatus, json: JSONValue) {
        self.init(status, jsonText: json.serialized)
    }

    /// An answer in JSON that is written already.
    init(_ status: HTTPStatus, jsonText: [UInt8]) {
        self.init(
            status,
            headers: [HTTPHeader(.contentType, "application/json"), HTTPHeader(.cacheControl, "no-store")],
            body: jsonText)
    }

    /// The promise that an event survives a power cut.
    static func recorded(_ clickID: ClickID) -> HTTPResponse {
        // Of hexadecimal digits and hyphens: nothing in it needs an escape.
        HTTPResponse(.created, jsonText: Array(#"{"clickId":"\#(clickID)"}"#.utf8))
    }
}
