import CTLS
import Foundation

/// A connection by TLS to a server whose certificate the system trusts, for the name that was asked for.
final class TLSConnection: ProbeStream {
    private let connection: TimedConnection
    private let context: OpaquePointer
    private let session: OpaquePointer

    /// - Throws: `untrusted`, or `unencrypted` for a server that speaks no TLS.
    init(_ connection: TimedConnection, to host: String) throws(ProbeFailure) {
        // OpenSSL writes without MSG_NOSIGNAL; who asks is about to end anyway.
        signal(SIGPIPE, SIG_IGN)
        guard let context = SSL_CTX_new(TLS_client_method()) else {
            throw .failed("OpenSSL cannot begin")
        }
        guard let session = SSL_new(context) else {
            SSL_CTX_free(context)
            throw .failed("OpenSSL cannot begin")
        }
        (self.connection, self.context, self.session) = (connection, context, session)
        SSL_CTX_set_default_verify_paths(context)
        SSL_set_verify(session, SSL_VERIFY_PEER, nil)
        expect(host)
        SSL_set_fd(session, connection.descriptor)
        guard try complete({ SSL_connect(session) }) > 0 else {
            let result = SSL_get_verify_result(session)
            guard result == Int(X509_V_OK) else {
                throw .untrusted(String(cString: X509_verify_cert_error_string(result)))
            }
            throw .unencrypted
        }
    }

    deinit {
        SSL_free(session)
        SSL_CTX_free(context)
    }

    func send(_ bytes: [UInt8]) throws(ProbeFailure) {
        // Without partial writes it takes all or nothing.
        let count = try complete { SSL_write(session, bytes, Int32(bytes.count)) }
        guard count == bytes.count else { throw .closed }
    }

    /// An end that the server has not announced is an end: the answer says whether it is whole.
    func receive() throws(ProbeFailure) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: TimedConnection.pieceBytes)
        let count = try complete { SSL_read(session, &buffer, Int32(TimedConnection.pieceBytes)) }
        return Array(buffer.prefix(max(0, Int(count))))
    }

    /// The name, or the address, that the certificate must have.
    private func expect(_ host: String) {
        guard X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host) != 1 else { return }
        SSL_set1_host(session, host)
        // SSL_set_tlsext_host_name, a macro that Swift does not import (RFC 6066, section 3).
        _ = host.withCString {
            SSL_ctrl(
                session, SSL_CTRL_SET_TLSEXT_HOSTNAME, Int(TLSEXT_NAMETYPE_host_name), .init(mutating: $0))
        }
    }

    /// Repeats a step of OpenSSL's until it needs nothing more of the peer.
    ///
    /// - Returns: What it says; not more than 0 when it has failed, or when the connection is at its end.
    private func complete(_ step: () -> Int32) throws(ProbeFailure) -> Int32 {
        while true {
            ERR_clear_error()
            let result = step()
            guard result <= 0 else { return result }
            switch SSL_get_error(session, result) {
            case SSL_ERROR_WANT_READ: try connection.wait(for: POLLIN)
            case SSL_ERROR_WANT_WRITE: try connection.wait(for: POLLOUT)
            default: return result
            }
        }
    }
}
