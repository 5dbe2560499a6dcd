import Glibc
import TestSupport

@testable import FastCGI

extension WebServerConnection {
    convenience init(_ address: ListenAddress) throws {
        switch address {
        case .unix(let path):
            try self.init(path: path)
        case .tcp(let host, let port):
            let descriptor = socket(AF_INET, Self.type, 0)
            self.init(descriptor: descriptor)
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            inet_pton(AF_INET, host.rawValue, &name.sin_addr)
            try Self.check("connect", SocketAddress.with(&name) { connect(descriptor, $0, $1) })
        }
    }
}
