import CFastCGI
import Glibc

/// The records of an answer of which the socket did not take all; they stay here until it has room.
struct UnsentAnswer: ~Copyable {
    private let records: [UInt8]
    private var offset: Int
    private(set) var deadline: SendDeadline
    /// Counts the records' memory for as long as this lives.
    private let reservation: ByteBudget.Reservation

    /// Keeps what is behind the offset.
    init(
        _ records: [UInt8], from offset: Int, reservation: consuming ByteBudget.Reservation, limits: Limits
    ) {
        self.records = records
        self.offset = offset
        self.reservation = reservation
        deadline = SendDeadline(taken: offset, at: MonotonicClock.now, limits: limits)
    }

    /// Writes what one turn allows.
    mutating func send(to socket: Int32) -> SendProgress {
        let progress = Self.send(records, from: offset, to: socket)
        guard case .waiting(let offset) = progress else { return progress }
        self.offset = offset
        deadline.extend(taken: offset, at: MonotonicClock.now)
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
