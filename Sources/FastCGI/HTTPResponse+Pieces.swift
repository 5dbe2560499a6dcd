import HTTP
import Synchronization

extension HTTPResponse {
    /// Of a body that is sent in pieces: few calls for each, and little memory.
    private static let pieceBytes = 128 * 1024

    /// The same answer, of which a long body is copied piece by piece: a second copy of all of it would take as much
    /// memory again until the peer has read it.
    func inPieces() -> HTTPResponse {
        guard rest == nil, body.count > 2 * Self.pieceBytes else { return self }
        let body = body
        let place = Mutex(Self.pieceBytes)
        let rest = BodyRest(length: body.count - Self.pieceBytes, heldBytes: body.count) { deliver in
            let start = place.withLock { place in
                defer { place += Self.pieceBytes }
                return place
            }
            let piece = body.dropFirst(start).prefix(Self.pieceBytes)
            deliver(piece.isEmpty ? .end : .bytes(Array(piece)))
        }
        return HTTPResponse(status, headers: headers, body: Array(body.prefix(Self.pieceBytes)), rest: rest)
    }
}
