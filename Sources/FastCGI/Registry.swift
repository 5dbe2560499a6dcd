import CFastCGI
import Glibc
import Synchronization

/// Every open connection. Keeps them alive, and makes closing a descriptor and shutting it down from another
/// thread exclude each other: a closed descriptor's number may name a new connection at once.
struct Registry: ~Copyable {
    private let connections = Mutex<[ObjectIdentifier: Connection]>([:])

    var count: Int { connections.withLock { $0.count } }

    func add(_ connection: Connection) {
        connections.withLock { $0[ObjectIdentifier(connection)] = connection }
    }

    /// Forgets the connection, and closes its descriptor unless libfcgi has done so.
    func remove(_ connection: Connection, closing: Bool) {
        connections.withLock {
            $0[ObjectIdentifier(connection)] = nil
            if closing { close(connection.descriptor) }
        }
    }

    /// Ends the connections whose deadline is over: epoll reports them, and a worker closes them.
    func expire(at now: Int64) {
        connections.withLock {
            for connection in $0.values where connection.expire(at: now) {
                shutdown(connection.descriptor, Int32(SHUT_RDWR))
            }
        }
    }

    /// Ends the connections that nobody holds, but for those whose bytes are still to be read (they may be a
    /// request, and get their turn) and those whose answer is still to be sent.
    func expireIdle() {
        connections.withLock {
            for connection in $0.values where connection.expireIfIdle() {
                shutdown(connection.descriptor, Int32(SHUT_RDWR))
            }
        }
    }

    /// Closes what no thread holds, when no worker is left to take hold of it.
    func closeUnheld() {
        connections.withLock {
            for (key, connection) in $0 where connection.holdUnlessHeld() {
                connection.unsent = nil
                close(connection.descriptor)
                $0[key] = nil
            }
        }
    }
}
