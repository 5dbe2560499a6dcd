import Digests
import HTTP
import Synchronization

/// Requests whose login was right, as far as they can be known again at once: without a hash, and without the database,
/// which may be what is wrong.
///
/// Good for telling more than a stranger hears, and for nothing else: a login that was removed since counts until the
/// next request that needs it. It counts only from the network that it came from, so that nobody elsewhere can guess a
/// password here.
final class RecentLogins: Sendable {
    private let key: [UInt8]
    private let codes = Mutex<Set<[UInt8]>>([])

    /// Far more than there are logins.
    private static let limit = 1000

    init() {
        var generator = SystemRandomNumberGenerator()
        key = (0..<SHA256.digestLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Whether the request's login was right when it was last needed.
    func contains(_ request: HTTPRequest) -> Bool {
        guard let code = code(of: request) else { return false }
        return codes.withLock { $0.contains(code) }
    }

    func insert(_ request: HTTPRequest) {
        guard let code = code(of: request) else { return }
        codes.withLock { codes in
            if codes.count >= Self.limit { codes.removeAll() }
            codes.insert(code)
        }
    }

    func remove(_ request: HTTPRequest) {
        guard let code = code(of: request) else { return }
        _ = codes.withLock { $0.remove(code) }
    }

    /// nil without a login.
    private func code(of request: HTTPRequest) -> [UInt8]? {
        guard let field = request.header("Authorization") else { return nil }
        let network = ClientNetwork(address: request.remoteAddress).bytes
        return SHA256.authenticationCode([UInt8(network.count)] + network + Array(field.utf8), key: key)
    }
}
