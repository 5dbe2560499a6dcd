import Foundation

/// Why somebody who was asked has not answered.
package enum ProbeFailure: Error, Equatable {
    /// No file is at the path of the socket.
    case missing
    /// Nobody listens: the file of the socket has been left, or the port is closed.
    case refused
    /// This user may not connect.
    case denied
    /// More connections wait than the queue takes: nobody accepts them.
    case crowded
    /// It is connected, and nothing has come in time.
    case silent
    /// The connection was ended before the answer was whole.
    case closed
    /// What has come is no answer of the protocol.
    case otherProtocol
    /// The name of a host leads nowhere; the reason is the system's.
    case unknownHost(String)
    /// The certificate is not one to be trusted; the reason is OpenSSL's.
    case untrusted(String)
    /// It speaks no TLS.
    case unencrypted
    /// Anything else that the system says; the reason is its own.
    case failed(String)

    /// What the system says to a try to connect.
    init(connecting code: Int32) {
        switch code {
        case ENOENT, ENOTDIR: self = .missing
        case ECONNREFUSED: self = .refused
        case EACCES, EPERM: self = .denied
        case EAGAIN: self = .crowded
        case ETIMEDOUT: self = .silent
        default: self.init(system: code)
        }
    }

    init(system code: Int32) {
        self = .failed(String(cString: strerror(code)))
    }
}
