import HTTP

extension HTTPResponse {
    /// The body in the pieces in which it is made, all that follows its beginning included, as far as it comes.
    func pieces() async -> [[UInt8]] {
        var pieces = [body]
        while case .bytes(let bytes)? = await rest?.piece() { pieces.append(bytes) }
        return pieces
    }

    /// The same page without pieces; any other answer as it is, and a page that is cut off.
    func wholePage() async -> HTTPResponse {
        guard let rest, self[.contentType]?.hasPrefix("text/html") == true else { return self }
        var body = body
        while true {
            switch await rest.piece() {
            case .bytes(let bytes): body += bytes
            case .end: return HTTPResponse(status, headers: headers, body: body)
            case .failed: return HTTPResponse(status, headers: headers, body: body, rest: rest)
            }
        }
    }

    /// All of the body as text.
    func wholeText() async -> String {
        String(decoding: Array(await pieces().joined()), as: UTF8.self)
    }
}

extension BodyRest {
    func piece() async -> BodyPiece {
        await withCheckedContinuation { continuation in
            next { continuation.resume(returning: $0) }
        }
    }
}

extension BodyPiece {
    var isFailed: Bool {
        if case .failed = self { true } else { false }
    }
}
