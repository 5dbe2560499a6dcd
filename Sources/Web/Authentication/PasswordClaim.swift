import Passwords

/// A name and a password that nobody has looked at yet.
struct PasswordClaim: Sendable {
    let user: [UInt8]
    let password: [UInt8]
    /// The one that the name's owner has, or one of nobody's, which takes as long; nil where none can be made.
    let hash: PasswordHash?
    let throttle: LoginThrottle
    /// For the log: the name that somebody has, nil when nobody has it; where it came from.
    let knownName: String?
    let address: String?
}

/// A claim that may be looked at now.
struct AdmittedClaim: Sendable {
    let claim: PasswordClaim
    /// It comes from where a password was right before: such claims go ahead of others.
    let hasCredit: Bool
}
