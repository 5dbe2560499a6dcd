/// What an administrator decides about logins.
package struct LoginRules: Sendable {
    /// Whether a login may come over plain HTTP from another machine, where it can be read on the way.
    package var allowsPlainHTTP: Bool
    /// When the answer to a wrong login goes out, counted from the request: longer than checking a password takes,
    /// so that the time does not tell whether there is such a user.
    package var failureDelaySeconds: Double

    package init(allowsPlainHTTP: Bool = false, failureDelaySeconds: Double = 0.5) {
        self.allowsPlainHTTP = allowsPlainHTTP
        self.failureDelaySeconds = failureDelaySeconds
    }
}
