import HTTP
import JSON
import Synchronization
import Tracking

extension HTTPResponse {
    /// An answer in JSON, which no cache may keep.
    init(_ status: HTTPStatus, json: JSONValue) {
        self.init(status, jsonText: json.serialized)
    }

    /// An answer in JSON that is written already, or of which `rest` follows.
    init(_ status: HTTPStatus, jsonText: [UInt8], rest: BodyRest? = nil) {
        self.init(
            status,
            headers: [HTTPHeader(.contentType, "application/json"), HTTPHeader(.cacheControl, "no-store")],
            body: jsonText, rest: rest)
    }

    /// An answer in JSON that is written while it is sent; `heldBytes` is what its value takes in memory meanwhile.
    ///
    /// A short one is whole, as any other.
    init(_ status: HTTPStatus, jsonInPieces json: JSONValue, heldBytes: Int) {
        var pieces = JSONPieces(json)
        let first = pieces.next() ?? []
        guard !pieces.isEnded else {
            self.init(status, jsonText: first)
            return
        }
        let coming = Mutex(pieces)
        let rest = BodyRest(heldBytes: heldBytes) { deliver in
            deliver(coming.withLock { $0.next() }.map(BodyPiece.bytes) ?? .end)
        }
        self.init(status, jsonText: first, rest: rest)
    }

    /// The promise that an event survives a power cut.
    static func recorded(_ clickID: ClickID) -> HTTPResponse {
        // Of hexadecimal digits and hyphens: nothing in it needs an escape.
        HTTPResponse(.created, jsonText: Array(#"{"clickId":"\#(clickID)"}"#.utf8))
    }
}
