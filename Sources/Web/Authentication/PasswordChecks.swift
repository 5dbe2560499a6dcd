import Passwords
import Storage

/// Who looks at passwords that are not remembered, and what is known of earlier tries.
package struct PasswordChecks: Sendable {
    /// See to it that no more passwords wait than may be looked at; nil: the thread of the caller does it.
    let doorkeepers: JobThreads?
    /// Of one thread, so that one password is looked at at a time; nil: the thread of the caller does it.
    let hashers: JobThreads?
    package let ledger: LoginLedger
    let verify: @Sendable (PasswordHash, [UInt8]) -> Bool

    package init(
        doorkeepers: JobThreads?, hashers: JobThreads?, ledger: LoginLedger,
        verify: @escaping @Sendable (PasswordHash, [UInt8]) -> Bool = { $0.verifies($1) }
    ) {
        self.doorkeepers = doorkeepers
        self.hashers = hashers
        self.ledger = ledger
        self.verify = verify
    }

    /// Looks at what waits and ends the threads. Stop the ledger when clerks and all else have stopped.
    package func stopThreads() {
        doorkeepers?.stop()
        hashers?.stop()
    }
}
