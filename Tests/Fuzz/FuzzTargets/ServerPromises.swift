import FastCGI

/// Of a real server: a stream in one piece and in many gets the same answer, a sound request its body back, and
/// the next client is served whatever came before.
struct ServerPromises {
    private let stream: [UInt8]

    /// Looks at so many bytes, which lie in the socket's buffer at once.
    init(_ stream: [UInt8]) {
        self.stream = Array(stream.prefix(4096))
    }

    func check() throws {
        let server = try EchoServer.running.get()
        var scanner = RecordScanner(parameterLimit: EchoServer.limits.parameterBytes)
        let progress = scanner.scan(stream[...])
        let answer = try server.answer(to: [stream])
        let piecewise = try server.answer(to: pieces)
        // What follows a whole request is refused when it comes with it, and is another request when it comes later.
        if progress != .refused(.surplusBytes) {
            try promise(
                "a whole request, and nothing else, is answered", answer.isEmpty == (progress != .complete))
            try promise("pieces get the same answer", piecewise == answer)
            try checkBody(answer)
        }
        let alive = try server.answer(to: [EchoServer.soundRequest])
        try promise("the next request is answered, not with \(alive)", alive == server.soundAnswer)
    }

    private var pieces: [[UInt8]] {
        var lengths = PieceLengths(of: stream)
        let longest = max(1, stream.count / 2)
        var rest = stream[...]
        var pieces: [[UInt8]] = []
        while !rest.isEmpty {
            let piece = rest.prefix(lengths.next(atMost: min(longest, rest.count)))
            pieces.append(Array(piece))
            rest = rest.dropFirst(piece.count)
        }
        return pieces
    }

    /// A body that was taken as complete is the one that was sent; in answer to HEAD it is left out.
    private func checkBody(_ answer: [UInt8]) throws {
        let output = content(ofType: 6, in: answer)
        guard output.starts(with: "Status: 201 ".utf8) else { return }
        let sent = content(ofType: 5, in: stream)
        let end = Array("Content-Length: \(sent.count)\r\n\r\n".utf8)
        guard let head = output.firstRange(of: end) else { throw Violation("a body of \(sent.count) bytes") }
        let body = output[head.upperBound...]
        try promise("the body comes back", body.isEmpty || body.elementsEqual(sent))
    }

    /// All content of one type of record (FastCGI specification, section 3.3) in a sound stream.
    private func content(ofType type: UInt8, in stream: [UInt8]) -> [UInt8] {
        var content: [UInt8] = []
        var rest = stream[...]
        while rest.count >= 8 {
            let header = Array(rest.prefix(8))
            let length = Int(header[4]) << 8 | Int(header[5])
            if header[1] == type { content += rest.dropFirst(8).prefix(length) }
            rest = rest.dropFirst(8 + length + Int(header[6]))
        }
        return content
    }
}
