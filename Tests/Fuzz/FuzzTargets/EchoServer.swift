import FastCGI
import Foundation
import HTTP
import Logging

/// A real server on a Unix socket of its own that answers 201 with the body it got, once for the process.
final class EchoServer: Sendable {
    static let running = Result { try EchoServer() }

    /// Small enough that an input can reach them, with room for every input in `PartialRequest`.
    static let limits: Limits = {
        var limits = Limits()
        limits.parameterBytes = 1024
        limits.bodyBytes = 1280
        return limits
    }()

    /// A GET in records, kept, with a body of six bytes.
    static let soundRequest: [UInt8] =
        [1, 1, 0, 1, 0, 8, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
        + [1, 4, 0, 1, 0, 17, 0, 0, 14, 1] + Array("CONTENT_LENGTH6".utf8) + [1, 4, 0, 1, 0, 0, 0, 0]
        + [1, 5, 0, 1, 0, 6, 0, 0] + Array("alive?".utf8) + [1, 5, 0, 1, 0, 0, 0, 0]

    /// What comes back for it, first asked when nothing else had been.
    let soundAnswer: [UInt8]
    private let path: String
    private let server: FastCGIServer

    private init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fuzz-\(getpid())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/s"
        server = try FastCGIServer(
            listeners: [try ListeningSocket(.unix(path: path))], limits: Self.limits,
            logger: Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }, handler: Self.echo)
        try server.start()
        soundAnswer = try Self.answer(to: [Self.soundRequest], at: path)
        guard String(decoding: soundAnswer, as: UTF8.self).contains("alive?") else {
            throw Violation("a sound request gets its body back")
        }
        atexit {
            guard let server = try? EchoServer.running.get() else { return }
            try? FileManager.default.removeItem(atPath: (server.path as NSString).deletingLastPathComponent)
        }
    }

    /// Sends the pieces on a new connection, and nothing behind them.
    ///
    /// - Returns: all that comes back until the server closes the connection, in records.
    func answer(to pieces: [[UInt8]]) throws -> [UInt8] {
        try Self.answer(to: pieces, at: path)
    }

    private static func answer(to pieces: [[UInt8]], at path: String) throws -> [UInt8] {
        let client = try LocalSocket(connectingTo: path)
        for piece in pieces {
            guard client.send(piece) else { break }
        }
        client.endSending()
        return try client.receiveAll()
    }

    private static func echo(_ request: HTTPRequest, _ answer: (HTTPResponse) -> Void) {
        switch request.body {
        case .complete(let body), .unmeasured(let body): answer(HTTPResponse(.created, body: body))
        case .truncated: answer(HTTPResponse(.unprocessableEntity))
        case .tooLarge: answer(HTTPResponse(.contentTooLarge))
        }
    }
}
