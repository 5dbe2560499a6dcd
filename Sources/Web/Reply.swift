import HTTP
import Passwords
import Tracking

/// What a handler makes of a request.
enum Reply {
    /// The answer itself.
    case response(HTTPResponse)
    /// An event, to be answered 201 when it is on disk.
    case recording(Event)
    /// Work that may take its time: a reporter goes on with it.
    case later(@Sendable () throws -> Reply)
    /// A password to be looked at first.
    case confirming(PasswordConfirmation)
    /// A password to be hashed first.
    case hashing(PasswordHashing)
}

/// The password of whoever has logged in, asked for once more, and what follows.
struct PasswordConfirmation: Sendable {
    let password: [UInt8]
    /// Is told what it was found to match, as is stored.
    let goOn: @Sendable (PasswordHash) throws -> Reply
    /// What is answered where it is wrong, or not looked at for so many seconds.
    let refuse: @Sendable (_ secondsToWait: Int?) -> HTTPResponse
}

/// A password that somebody is to have, and what follows.
struct PasswordHashing: Sendable {
    let password: NewPassword
    let goOn: @Sendable (PasswordHash) throws -> Reply
}
