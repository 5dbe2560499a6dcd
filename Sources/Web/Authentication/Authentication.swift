import HTTP
import Logging
import Passwords
import Storage

/// Finds out who sends a request. Blocks for tens of milliseconds when a password is new to it.
struct Authentication: Sendable {
    let store: any Store
    let logger: Logger
    private let remembered = RememberedLogins()
    private let throttle = LoginThrottle()
    private let clock: @Sendable () -> ContinuousClock.Instant

    /// `clock` tells the time that passes between tries.
    init(store: any Store, logger: Logger, clock: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.store = store
        self.logger = logger
        self.clock = clock
    }

    /// - Throws: `RequestError.loginMissing`, `.wrongLogin`, or `StoreError`.
    func identity(for request: HTTPRequest) throws -> Identity {
        guard let field = request.header("Authorization") else { throw RequestError.loginMissing }
        switch Credentials(field) {
        case .basic(let user, let password): return try identity(user, password, request)
        case .token(let token): return try identity(token, request)
        case nil: throw refusal(of: nil, request)
        }
    }

    private func identity(_ user: [UInt8], _ password: [UInt8], _ request: HTTPRequest) throws -> Identity {
        guard let name = String(validating: user, as: UTF8.self),
            let hash = try store.passwordHash(of: name).flatMap(PasswordHash.init(text:))
        else { throw refusal(of: nil, request) }
        let identity = Identity(name: name, mayChange: true)
        if remembered.contains(user: user, password: password, matching: hash) { return identity }
        let key = LoginThrottle.Key(user: user, address: request.remoteAddress ?? "")
        if let seconds = throttle.secondsToWait(key, at: clock()) {
            throw refusal(of: name, request, retryAfterSeconds: seconds)
        }
        guard hash.verifies(password) else { throw refusal(of: name, request) }
        throttle.forgive(key)
        remembered.remember(user: user, password: password, matching: hash)
        return identity
    }

    private func identity(_ token: AccessToken, _ request: HTTPRequest) throws -> Identity {
        guard let known = try store.token(hash: token.hash) else { throw refusal(of: nil, request) }
        return Identity(name: known.name, mayChange: !known.isReadOnly)
    }

    /// Logs the failure; without a user's name when there is none of that name, for it may be a password that was
    /// typed into the wrong field.
    private func refusal(
        of user: String?, _ request: HTTPRequest, retryAfterSeconds: Int? = nil
    ) -> RequestError {
        logger.warning(
            "Login failed",
            metadata: [
                "user": "\(user ?? "(unknown)")", "address": "\(request.remoteAddress ?? "(unknown)")",
            ])
        return .wrongLogin(retryAfterSeconds: retryAfterSeconds)
    }
}
