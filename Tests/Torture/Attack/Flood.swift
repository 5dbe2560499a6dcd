import TestSupport

/// A connection straight to the responder's socket that asks and asks, and never reads an answer.
final class Flood {
    private let path: String
    private var connection: LocalConnection

    init(at path: String) throws {
        self.path = path
        connection = try LocalConnection(to: path)
    }

    /// A request, half of one, or what is none.
    func send(_ random: inout SeededGenerator) {
        let request = FastCGIRequest.lead
        let bytes =
            switch Int.random(in: 0..<4, using: &random) {
            case 0: Array(request.prefix(Int.random(in: 0..<request.count, using: &random)))
            case 1: (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
            default: request
            }
        if connection.send(bytes) { return }
        // The responder has had enough of it.
        if let next = try? LocalConnection(to: path) { connection = next }
    }
}
