import Logging
import Tracking

/// Saves what only this process still has once its database has been removed or replaced, and tells; tells as well when it
/// was written over, and nothing is left.
package struct Rescuer {
    private let store: any Store
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let whenSaved: @Sendable () -> Void
    private(set) var isSaved = false
    private var nextTry = ContinuousClock.now

    /// There may be room by then.
    private static let pause = Duration.seconds(10)

    /// `whenSaved` is called once.
    package init(
        store: any Store, logger: Logger, now: @escaping @Sendable () -> Timestamp,
        whenSaved: @escaping @Sendable () -> Void
    ) {
        self.store = store
        self.logger = logger
        self.now = now
        self.whenSaved = whenSaved
    }

    /// To be called again and again; returns at once while nothing has happened.
    mutating func lookAround() {
        guard !isSaved, ContinuousClock.now >= nextTry else { return }
        store.examine()
        do throws(StoreError) {
            switch try store.rescue(at: now()) {
            case nil: return
            case .rescued(let copy):
                logger.critical(
                    "database rescued", metadata: ["database": "\(store.name)", "to": "\(copy)"])
            case .overwritten:
                let reason = StoreError.unavailable(.overwritten, database: store.name)
                logger.critical("database written over", metadata: ["reason": "\(reason)"])
            }
            isSaved = true
            whenSaved()
        } catch {
            logger.critical(
                "database not rescued yet: do not end this process", metadata: ["reason": "\(error)"])
            nextTry = .now + Self.pause
        }
    }
}
