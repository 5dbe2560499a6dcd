import HTTP
import Logging
import Passwords
import Storage
import Tracking

/// Finds out who sends a request: at once who is known, and by a slow hash who brings a password for the first time.
struct Authentication: Sendable {
    private let store: any Store
    private let passwords: PasswordChecks
    private let now: @Sendable () -> Timestamp
    private let failures: LoginFailureLog
    private let remembered = RememberedLogins()

    enum Finding {
        case identity(Identity)
        /// To be checked.
        case claim(PasswordClaim)
    }

    init(
        store: any Store, passwords: PasswordChecks, logger: Logger, now: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.passwords = passwords
        self.now = now
        failures = LoginFailureLog(logger: logger)
    }

    /// Quick, whoever guesses meanwhile.
    ///
    /// - Throws: `RequestError.loginMissing`, `.wrongLogin`, or `StoreError`.
    func finding(for request: HTTPRequest) throws -> Finding {
        guard let field = request.header("Authorization") else { throw RequestError.loginMissing }
        switch Credentials(field) {
        case .basic(let user, let password): return try finding(user, password, request)
        case .token(let token): return .identity(try identity(token, request))
        case nil: throw refusal(of: nil, at: request.remoteAddress)
        }
    }

    /// The same for a name and a password that came otherwise.
    func finding(_ user: [UInt8], _ password: [UInt8], _ request: HTTPRequest) throws -> Finding {
        let known = try login(of: user)
        if let known, let hash = known.passwordHash,
            remembered.contains(user: user, password: password, matching: hash)
        {
            return .identity(known)
        }
        let throttle = LoginThrottle(user: user, network: ClientNetwork(address: request.remoteAddress))
        return .claim(
            PasswordClaim(
                user: user, password: password, hash: known?.passwordHash ?? .ofNobody, throttle: throttle,
                knownName: known?.name, address: request.remoteAddress))
    }

    /// Who that is, once the password is found to match; nil: nobody has the name.
    private func login(of user: [UInt8]) throws -> Identity? {
        guard let name = String(validating: user, as: UTF8.self),
            let login = try store.userLogin(of: name), let hash = PasswordHash(text: login.passwordHash)
        else { return nil }
        return Identity(name: name, mayChange: !login.isReadOnly, passwordHash: hash)
    }

    private func identity(_ token: AccessToken, _ request: HTTPRequest) throws -> Identity {
        guard let known = try store.token(hash: token.hash) else {
            throw refusal(of: nil, at: request.remoteAddress)
        }
        return Identity(name: known.name, mayChange: !known.isReadOnly)
    }

    /// Logs the failure.
    private func refusal(of user: String?, at address: String?) -> RequestError {
        failures.add(user: user, address: address)
        return .wrongLogin(retryAfterSeconds: nil)
    }
}

// MARK: - The slow part

extension Authentication {
    private typealias Admission = (secondsToWait: Int?, hasCredit: Bool)

    /// First step: whether the password may be looked at now. Counts it as a failure until it is known to be right, so
    /// that tries at the same time count, in other processes, too. May wait for the disk.
    ///
    /// - Throws: `RequestError.wrongLogin`, or `StoreError`.
    func admit(_ claim: PasswordClaim) throws -> AdmittedClaim {
        let (throttle, time) = (claim.throttle, now())
        let (secondsToWait, hasCredit): Admission = try passwords.ledger.update(throttle.keys) { records in
            let hasCredit = throttle.hasCredit(records, at: time)
            let secondsToWait = throttle.secondsToWait(records, at: time)
            let changes = secondsToWait == nil ? throttle.counting(1, hasCredit: hasCredit, at: time) : [:]
            return (value: (secondsToWait, hasCredit), changes: changes)
        }
        guard let secondsToWait else { return AdmittedClaim(claim: claim, hasCredit: hasCredit) }
        // A process for one request could not count those that it leaves out.
        if passwords.hashers != nil { failures.add(user: claim.knownName, address: claim.address) }
        throw RequestError.wrongLogin(retryAfterSeconds: secondsToWait)
    }

    /// Second step: whether the password is right, for whoever has the name by then. Blocks for tens of milliseconds.
    ///
    /// - Throws: `RequestError.wrongLogin`, or `StoreError`.
    func check(_ admitted: AdmittedClaim) throws -> Identity {
        let claim = admitted.claim
        // Also for a name that nobody has: it is to cost as much.
        guard let hash = claim.hash, passwords.verify(hash, claim.password),
            let identity = try login(of: claim.user), identity.passwordHash == hash
        else { throw refusal(of: claim.knownName, at: claim.address) }
        let time = now()
        try passwords.ledger.update(claim.throttle.keys) { records in
            ((), claim.throttle.succeeding(records, hadCredit: admitted.hasCredit, at: time))
        }
        remembered.remember(user: claim.user, password: claim.password, matching: hash)
        return identity
    }
}
