import CFastCGI
import Glibc

/// epoll(7) over the listeners, a wake-up and every connection, shared by all workers.
struct Poller: Sendable {
    /// What an event is about.
    enum Source {
        case wakeUp
        /// New connections wait at this descriptor.
        case listener(Int32)
        case connection(Connection)
    }

    private let epoll: Int32
    private let wake: Int32

    private static let wakeToken: UInt64 = 0

    /// Odd, which the address of a connection never is.
    private static func token(ofListener descriptor: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: descriptor)) << 1 | 1
    }

    /// - Throws: the name of the call that failed and its errno.
    init() throws(PollerError) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { throw PollerError(call: "epoll_create1", errno: errno) }
        wake = eventfd(0, landing_tracker_eventfd_flags)
        guard wake >= 0 else { throw PollerError(call: "eventfd", errno: errno) }
        control(EPOLL_CTL_ADD, wake, EPOLLIN.rawValue, Self.wakeToken)
    }

    func watch(listener descriptor: Int32) {
        control(EPOLL_CTL_ADD, descriptor, EPOLLIN.rawValue, Self.token(ofListener: descriptor))
    }

    func forget(listener descriptor: Int32) {
        control(EPOLL_CTL_DEL, descriptor, 0, 0)
    }

    /// Asks for one event about the connection, to one worker, when it has what is awaited or is gone.
    func watch(_ connection: Connection, for awaited: Connection.Awaited) {
        let token = UInt64(UInt(bitPattern: Unmanaged.passUnretained(connection).toOpaque()))
        let events = Self.events(awaited) | EPOLLONESHOT.rawValue
        if connection.isWatched {
            control(EPOLL_CTL_MOD, connection.descriptor, events, token)
        } else {
            // Set first: from the next line on another worker may hold the connection.
            connection.isWatched = true
            control(EPOLL_CTL_ADD, connection.descriptor, events, token)
        }
    }

    /// While an answer is sent, EPOLLRDHUP alone says nothing: a peer that will send no more may still read. One
    /// that is gone is reported unasked, as EPOLLHUP (Unix socket) or EPOLLERR (TCP, where it resets what comes).
    private static func events(_ awaited: Connection.Awaited) -> UInt32 {
        switch awaited {
        case .request: EPOLLIN.rawValue | EPOLLRDHUP.rawValue
        case .room: EPOLLOUT.rawValue
        }
    }

    /// Waits for events, for a second at most; an interrupted wait is an empty one.
    func wait(_ events: inout [epoll_event]) -> ArraySlice<epoll_event> {
        let count = epoll_wait(epoll, &events, Int32(events.count), 1000)
        return events.prefix(max(0, Int(count)))
    }

    /// - Returns: nil for a token that names nothing.
    func source(of event: epoll_event) -> Source? {
        switch event.data.u64 {
        case Self.wakeToken: .wakeUp
        case let token where token & 1 == 1: .listener(Int32(truncatingIfNeeded: token >> 1))
        case let token:
            UnsafeRawPointer(bitPattern: UInt(token)).map {
                // Alive: the registry keeps every connection until its descriptor is closed, and a one-shot
                // event makes its receiver the only one who may close it.
                .connection(Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue())
            }
        }
    }

    /// Makes every worker return from `wait`, now and from then on.
    func wakeAll() {
        eventfd_write(wake, 1)
    }

    func close() {
        Glibc.close(wake)
        Glibc.close(epoll)
    }

    private func control(_ operation: Int32, _ descriptor: Int32, _ events: UInt32, _ token: UInt64) {
        var event = epoll_event()
        event.events = events
        event.data.u64 = token
        epoll_ctl(epoll, operation, descriptor, &event)
    }
}

/// The system refused what every server needs.
package struct PollerError: Error, CustomStringConvertible {
    let call: String
    let errno: Int32

    package var description: String { "\(call): \(String(systemError: errno))" }
}
