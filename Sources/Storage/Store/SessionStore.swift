import Tracking

/// Who is on the pages. A session is known by the hash of its secret; it is gone when its user is.
package protocol SessionStore: Sendable {
    /// Also ends those that were last used before `expiry`, and of a user's many the one that was used longest ago.
    ///
    /// - Returns: Whether it has begun: there is such a user, who has that password.
    func begin(_ session: NewSession, endingUnusedSince expiry: Timestamp) throws(StoreError) -> Bool

    /// - Returns: nil when there is none, whether or not its time is over.
    func session(hash: String) throws(StoreError) -> Session?

    /// - Throws: `unavailable` soon when another process is writing.
    func useSession(hash: String, at time: Timestamp) throws(StoreError)

    func endSession(hash: String) throws(StoreError)

    /// Ends all of a user, but for one.
    func endSessions(of user: String, exceptHash hash: String?) throws(StoreError)
}
