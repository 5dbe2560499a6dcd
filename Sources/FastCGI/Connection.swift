import CFastCGI
import Glibc
import HTTP
import Synchronization

/// One connection from a web server.
///
/// A connection is always in exactly one state: *held* by one thread (a worker that reads or writes, or whoever
/// will answer), *parked* in epoll until a deadline, or *expired*, waiting for a worker to close it.
///
/// Unchecked: everything but `state` belongs to the holder, and `hold()` lets one thread hold it. A parked
/// connection is handed over through epoll, a held one through the answer's closure; both order memory.
final class Connection: @unchecked Sendable {
    let descriptor: Int32
    /// Whether epoll knows the descriptor.
    var isWatched = false
    /// The bytes of a request that did not come in one piece.
    var partial: PartialRequest?
    /// The request that is being answered.
    var request: RequestInHand?
    /// What the peer has not taken of an answer. No further request is read before it is out.
    var unsent: UnsentAnswer?

    /// What a parked connection waits for.
    enum Awaited {
        /// The bytes of a request.
        case request
        /// The peer to read on: an answer is due.
        case room
    }

    /// Held, expired, or, when parked, twice the deadline and one more for `room`: in one word, so that whoever
    /// ends idle connections can never end one that has gone over to answering.
    private let state = Atomic<Int64>(Connection.held)

    private static let held = Int64.max
    private static let expired = Int64.min

    /// Holds the connection from the start.
    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    func park(until milliseconds: Int64, awaiting awaited: Awaited) {
        state.store(milliseconds << 1 | (awaited == .room ? 1 : 0), ordering: .releasing)
    }

    /// Takes hold of a connection that epoll reported.
    ///
    /// - Returns: false when its deadline passed before; then it must be closed.
    func hold() -> Bool {
        state.exchange(Self.held, ordering: .acquiringAndReleasing) != Self.expired
    }

    /// Takes hold of a parked or expired connection when no worker is left to do so.
    ///
    /// - Returns: false when a thread holds it.
    func holdUnlessHeld() -> Bool {
        state.exchange(Self.held, ordering: .acquiringAndReleasing) != Self.held
    }

    /// Marks a parked connection whose deadline is over.
    ///
    /// - Returns: false when it is held, or its deadline is still to come.
    func expire(at now: Int64) -> Bool {
        let current = state.load(ordering: .acquiring)
        guard Self.isParked(current), current >> 1 <= now else { return false }
        return expire(from: current)
    }

    /// Marks a parked connection that has neither an answer to send nor bytes of a request to read.
    ///
    /// - Returns: false when it has, or is held.
    func expireIfIdle() -> Bool {
        let current = state.load(ordering: .acquiring)
        let awaitsRequest = current & 1 == 0
        guard Self.isParked(current), awaitsRequest, !hasUnreadBytes else { return false }
        return expire(from: current)
    }

    private static func isParked(_ state: Int64) -> Bool { state != held && state != expired }

    private func expire(from current: Int64) -> Bool {
        state.compareExchange(
            expected: current, desired: Self.expired, ordering: .acquiringAndReleasing
        ).exchanged
    }

    /// Whether bytes of the peer wait to be read.
    private var hasUnreadBytes: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) > 0
    }
}

// MARK: - Answering

extension Connection {
    /// What an attempt to send an answer came to.
    enum Aftermath {
        /// The answer is out, and the connection may bring another request.
        case keep
        /// The answer is out, or nobody will read it, or there will be no end of it.
        case close
        /// The peer has to read on, until then; then the next piece is made.
        case wait(until: Int64)
        /// The peer has to read on, and memory for what it has not read is used up.
        case noRoom
    }

    /// Answers the request in hand, as far as the socket takes it at once.
    ///
    /// Never waits: the thread that answers may be the one that records.
    func finish(with response: HTTPResponse, limits: Limits, budget: ByteBudget) -> Aftermath {
        guard let request else { return .close }
        let response = request.isHead ? response : response.inPieces()
        let rest = request.isHead ? nil : response.rest
        let output = response.cgiBytes(omittingBody: request.isHead)
        let records = ResponseRecords.bytes(of: output, to: request.id, isLast: rest == nil)
        let progress = UnsentAnswer.send(records, from: 0, to: descriptor)
        guard let offset = progress.firstUnsent(of: records, isLast: rest == nil) else {
            return aftermath(of: progress)
        }
        unsent = UnsentAnswer(records, from: offset, rest: rest, in: budget, limits)
        return unsent == nil ? .noRoom : aftermath(of: progress)
    }

    /// Goes on with an answer whose next piece has been made.
    func append(_ piece: BodyPiece, budget: ByteBudget) -> Aftermath {
        guard let request else { return .close }
        let records: [UInt8]
        let isLast: Bool
        switch piece {
        case .bytes(let bytes):
            (records, isLast) = (ResponseRecords.bytes(of: bytes, to: request.id, isLast: false), false)
        case .end:
            (records, isLast) = (ResponseRecords.bytes(of: [], to: request.id), true)
        case .failed:
            return .close
        }
        guard unsent?.append(records, isLast: isLast, in: budget) == true else { return .noRoom }
        return sendRest()
    }

    /// Goes on with an answer of which the socket did not take all.
    func sendRest() -> Aftermath {
        guard let progress = unsent?.send(to: descriptor) else { return .close }
        return aftermath(of: progress)
    }

    private func aftermath(of progress: SendProgress) -> Aftermath {
        let isUnfinished = progress.isWaiting || (progress == .sent && unsent?.needsPiece == true)
        if isUnfinished, let until = unsent?.deadline.milliseconds { return .wait(until: until) }
        unsent = nil
        guard case .sent = progress, let isKept = request.take()?.isKept else { return .close }
        return isKept ? .keep : .close
    }
}
