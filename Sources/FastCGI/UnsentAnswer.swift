import CFastCGI
import Glibc
import HTTP

/// The records of an answer of which the socket did not take all, or of which more is still to be made; they stay here
/// until it has room.
struct UnsentAnswer: ~Copyable {
    private var records: [UInt8]
    private var offset: Int
    /// Of the pieces before, in bytes.
    private var takenBefore = 0
    /// nil: nothing follows the records.
    private var rest: BodyRest?
    /// When the next piece was asked for.
    private var askedAt: Int64?
    private(set) var deadline: SendDeadline
    /// These count memory for as long as this lives.
    private var reservation: ByteBudget.Reservation
    private let reservationOfRest: ByteBudget.Reservation

    /// Keeps what is behind the offset, and makes the rest later.
    ///
    /// - Returns: nil when there is no memory left for it.
    init?(
        _ records: [UInt8], from offset: Int, rest: BodyRest? = nil, in budget: ByteBudget, _ limits: Limits
    ) {
        guard let reservation = budget.reserve(offset < records.count ? records.count : 0),
            let reservationOfRest = budget.reserve(rest?.heldBytes ?? 0)
        else { return nil }
        self.records = records
        self.offset = offset
        self.rest = rest
        self.reservation = reservation
        self.reservationOfRest = reservationOfRest
        deadline = SendDeadline(taken: offset, at: MonotonicClock.now, limits: limits)
    }

    /// Whether a piece is to be made before anything else can be sent.
    var needsPiece: Bool { offset == records.count && rest != nil }

    /// What makes the next piece, if it is time for one. The deadline stands still until it comes.
    mutating func nextPiece() -> BodyRest.Next? {
        guard needsPiece, let next = rest?.next else { return nil }
        askedAt = MonotonicClock.now
        return next
    }

    /// Takes the records of the piece that was asked for; behind the last one nothing follows.
    ///
    /// - Returns: false when there is no memory left for it.
    mutating func append(_ records: [UInt8], isLast: Bool, in budget: ByteBudget) -> Bool {
        guard let reservation = budget.reserve(records.count) else { return false }
        self.reservation = reservation
        takenBefore += offset
        self.records = records
        offset = 0
        if isLast { rest = nil }
        if let askedAt { deadline.postpone(by: MonotonicClock.now - askedAt) }
        askedAt = nil
        return true
    }

    /// Writes what one turn allows.
    mutating func send(to socket: Int32) -> SendProgress {
        let progress = Self.send(records, from: offset, to: socket)
        switch progress {
        case .sent: offset = records.count
        case .waiting(let offset): self.offset = offset
        case .gone: return .gone
        }
        deadline.extend(taken: takenBefore + offset, at: MonotonicClock.now)
        return progress
    }

    /// How much is written at once, for others to have their turn: a peer that reads as fast as we write would
    /// never let send(2) return. Above a Unix socket's buffer (net.core.wmem_default is 208 KiB), so that it is the
    /// buffer that ends most turns.
    private static let bytesPerTurn = 256 * 1024

    /// One send(2) that does not wait, from the offset on.
    static func send(_ records: [UInt8], from offset: Int, to socket: Int32) -> SendProgress {
        let most = min(records.count - offset, bytesPerTurn)
        while true {
            let count = records.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress?.advanced(by: offset), most, flags)
            }
            if count >= 0 {
                let sent = offset + count
                return sent == records.count ? .sent : .waiting(offset: sent)
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .waiting(offset: offset)
            default: return .gone
            }
        }
    }

    private static let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
}

/// How far an answer has come.
enum SendProgress: Equatable {
    /// The socket took all of it.
    case sent
    /// The socket took what is before the offset; the rest waits for room.
    case waiting(offset: Int)
    /// Nobody will read it.
    case gone
}

extension SendProgress {
    var isWaiting: Bool {
        if case .waiting = self { true } else { false }
    }

    /// Where to go on; nil when nothing is left, or nobody there.
    func firstUnsent(of records: [UInt8], isLast: Bool) -> Int? {
        switch self {
        case .sent: isLast ? nil : records.count
        case .waiting(let offset): offset
        case .gone: nil
        }
    }
}
