import HTTP
import Passwords
import Storage
import Tracking

/// Who is on the pages: known by a secret in a cookie, whose hash is in the store.
struct Sessions: Sendable {
    private let store: any Store
    private let now: @Sendable () -> Timestamp

    static let longestSeconds = Session.longestSeconds
    /// So that not each page is a write.
    private static let noticeSeconds: Int64 = 5 * 60

    init(store: any Store, now: @escaping @Sendable () -> Timestamp) {
        self.store = store
        self.now = now
    }

    /// - Returns: nil for nobody, and when the session's time is over.
    func identity(of request: HTTPRequest) throws(StoreError) -> Identity? {
        guard let secret = SessionCookie(.session, for: request).secret(in: request),
            let session = try store.session(hash: secret.hash), !session.isOver(at: now())
        else { return nil }
        try noteUse(of: session, by: secret, request)
        return Identity(name: session.userName, mayChange: !session.isReadOnly, session: secret)
    }

    /// A page that renews itself is not used for that; what cannot be noted is noted with the next page.
    private func noteUse(of session: Session, by secret: Secret, _ request: HTTPRequest) throws(StoreError) {
        let time = now()
        guard !request.isAutomatic, seconds(from: session.usedAt, to: time) >= Self.noticeSeconds else {
            return
        }
        do throws(StoreError) {
            try store.useSession(hash: secret.hash, at: time)
        } catch .unavailable {
            return
        }
    }

    private func seconds(from start: Timestamp, to end: Timestamp) -> Int64 {
        (end.milliseconds - start.milliseconds) / 1000
    }

    /// A new one for each login, so that none that was known before gets any rights; one that the browser had ends.
    ///
    /// - Returns: nil when the user has another password by now, or is gone.
    func begin(
        of user: String, with passwordHash: PasswordHash, in request: HTTPRequest
    ) throws(StoreError) -> Secret? {
        let secret = Secret()
        let time = now()
        let former = SessionCookie(.session, for: request).secret(in: request)
        let session = NewSession(
            hash: secret.hash, userName: user, passwordHash: passwordHash.text, time: time,
            formerHash: former?.hash)
        let isBegun = try store.begin(session, endingUnusedSince: Session.latestUseOfEnded(at: time))
        return isBegun ? secret : nil
    }

    func end(_ secret: Secret) throws(StoreError) {
        try store.endSession(hash: secret.hash)
    }

    /// All of a user's but one.
    func endOthers(of user: String, than secret: Secret) throws(StoreError) {
        try store.endSessions(of: user, exceptHash: secret.hash)
    }
}
