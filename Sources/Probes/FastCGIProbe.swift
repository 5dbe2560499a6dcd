import FastCGI

/// Asks a responder as a web server on this machine would (FastCGI specification 1.0).
package struct FastCGIProbe {
    private let address: ListenAddress
    private let patience: Duration

    /// `patience` is for each question, from the connection to the end of the answer.
    package init(_ address: ListenAddress, patience: Duration = .seconds(2)) {
        self.address = address
        self.patience = patience
    }

    /// Asks for a path, of ASCII and at most 127 bytes.
    package func get(_ path: String) throws(ProbeFailure) -> ProbeAnswer {
        let connection = try TimedConnection(to: address, until: .now + patience)
        try connection.send(Self.request(path))
        var reader = RecordReader()
        while !reader.isEnded {
            let bytes = try connection.receive()
            guard !bytes.isEmpty else { throw .closed }
            try reader.take(bytes)
        }
        guard let answer = ProbeAnswer(cgi: reader.output) else { throw .otherProtocol }
        return answer
    }

    /// Without SCRIPT_FILENAME: a responder that runs scripts has none to run.
    private static func request(_ path: String) -> [UInt8] {
        let variables = [
            ("GATEWAY_INTERFACE", "CGI/1.1"), ("SERVER_PROTOCOL", "HTTP/1.1"), ("REQUEST_METHOD", "GET"),
            ("REQUEST_URI", path), ("QUERY_STRING", ""), ("CONTENT_LENGTH", "0"),
            ("REMOTE_ADDR", "127.0.0.1"),
        ]
        let pairs = variables.flatMap { name, value in
            [UInt8(name.utf8.count), UInt8(value.utf8.count)] + name.utf8 + value.utf8
        }
        let responder: [UInt8] = [0, 1, 0, 0, 0, 0, 0, 0]
        return record(1, responder) + record(4, pairs) + record(4) + record(5)
    }

    private static func record(_ type: UInt8, _ content: [UInt8] = []) -> [UInt8] {
        [1, type, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 0xFF), 0, 0] + content
    }
}

/// The records of one answer, in whatever pieces they come.
private struct RecordReader {
    private(set) var output: [UInt8] = []
    private(set) var isEnded = false
    private var unread: [UInt8] = []

    /// Far more than what is asked for has.
    private static let byteLimit = 256 * 1024

    /// - Throws: `otherProtocol`.
    mutating func take(_ bytes: [UInt8]) throws(ProbeFailure) {
        unread += bytes
        while unread.count >= 8, !isEnded {
            guard unread[0] == 1, (3...11).contains(unread[1]) else { throw .otherProtocol }
            let count = Int(unread[4]) << 8 | Int(unread[5])
            let size = 8 + count + Int(unread[6])
            guard unread.count >= size else { return }
            if unread[1] == 6 { output += unread[8..<(8 + count)] }
            isEnded = unread[1] == 3
            unread.removeFirst(size)
            guard output.count <= Self.byteLimit else { throw .otherProtocol }
        }
        // A line of text that is shorter than a record's header.
        guard isEnded || unread.first ?? 1 == 1 else { throw .otherProtocol }
    }
}
