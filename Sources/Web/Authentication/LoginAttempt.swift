import Dispatch
import HTTP

/// A password that is looked at for a visit, and what becomes of that.
struct LoginAttempt: Sendable {
    let visit: Visit
    /// From when on the answer to a wrong one is held back.
    let arrival: DispatchTime
    /// What is done where it was right.
    let goOn: @Sendable (Identity) -> Void
    /// What is answered where it was wrong, or not looked at for so many seconds.
    let refuse: @Sendable (_ secondsToWait: Int?) -> HTTPResponse
}
