import HTTP
import Synchronization

/// Answers that are made while they are sent.
///
/// A reporter makes each piece when the peer has taken the one before; while the peer does not read, none is held.
extension WebApp {
    /// Makes the next bytes of a body; none where there are none yet, and nil at the end.
    typealias MakeBytes = @Sendable () throws -> [UInt8]?

    /// An answer whose pieces cannot fail, none of them empty; one of few bytes is whole, as any other. `heldBytes` is what
    /// they keep in memory.
    func response(
        to request: RoutedRequest, of pieces: some IteratorProtocol<[UInt8]> & Sendable,
        heldBytes: @autoclosure () -> Int, _ make: ([UInt8], BodyRest?) -> HTTPResponse
    ) -> HTTPResponse {
        var pieces = pieces
        let first = pieces.next() ?? []
        guard let second = pieces.next() else { return make(first, nil) }
        let coming = Mutex(pieces)
        let rest = rest(of: request, heldBytes: heldBytes()) { coming.withLock { $0.next() } }
        return make(first + second, rest)
    }

    /// What follows the first bytes of the answer to a request.
    ///
    /// Where no bytes come, whoever else waits for a reporter has his turn before it goes on.
    func rest(of request: RoutedRequest, heldBytes: Int, _ makeBytes: @escaping MakeBytes) -> BodyRest {
        BodyRest(heldBytes: heldBytes) { [self] deliver in
            makePiece(for: request, makeBytes, deliver)
        }
    }

    private func makePiece(
        for request: RoutedRequest, _ makeBytes: @escaping MakeBytes,
        _ deliver: @escaping @Sendable (BodyPiece) -> Void
    ) {
        guard let reporters else { return deliver(pieceMadeHere(makeBytes)) }
        let isAbandoned = request.request.isAbandoned
        let job = JobThreads.Job(for: request.login, isAbandoned: isAbandoned) { [self] in
            if isAbandoned() { return deliver(.failed) }
            guard let piece = piece(makeBytes) else { return makePiece(for: request, makeBytes, deliver) }
            deliver(piece)
        }
        if !reporters.run(job) {
            logCutOff(by: RequestError.overloaded)
            deliver(.failed)
        }
    }

    private func pieceMadeHere(_ makeBytes: MakeBytes) -> BodyPiece {
        while true {
            if let piece = piece(makeBytes) { return piece }
        }
    }

    /// nil where there are no bytes yet.
    private func piece(_ makeBytes: MakeBytes) -> BodyPiece? {
        do {
            guard let bytes = try makeBytes() else { return .end }
            return bytes.isEmpty ? nil : .bytes(bytes)
        } catch {
            logCutOff(by: error)
            return .failed
        }
    }
}
