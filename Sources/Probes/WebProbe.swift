/// Asks a web server, as any client would.
package struct WebProbe {
    private let site: WebSite
    private let patience: Duration

    /// Far more than what is asked for has.
    private static let byteLimit = 256 * 1024

    /// `patience` is for each question, from the connection to the end of the answer; a name is looked up before.
    package init(_ site: WebSite, patience: Duration = .seconds(3)) {
        self.site = site
        self.patience = patience
    }

    /// Asks for a path, which stands behind the site's prefix.
    package func get(_ path: String) throws(ProbeFailure) -> ProbeAnswer {
        let stream = try connected()
        let lines = [
            "GET \(site.prefix)\(path) HTTP/1.1", "Host: \(site.authority)", "Accept: application/json",
            "User-Agent: landing-tracker-check", "Connection: close", "", "",
        ]
        try stream.send(Array(lines.joined(separator: "\r\n").utf8))
        var bytes: [UInt8] = []
        while bytes.count <= Self.byteLimit {
            let piece = try stream.receive()
            bytes += piece
            if let answer = ProbeAnswer(http: bytes, isEnded: piece.isEmpty) { return answer }
            guard !piece.isEmpty else { throw bytes.isEmpty ? .closed : .otherProtocol }
        }
        throw .otherProtocol
    }

    /// To the first of the host's addresses that takes a connection.
    private func connected() throws(ProbeFailure) -> any ProbeStream {
        var failure = ProbeFailure.refused
        let addresses = try HostAddress.all(of: site.host, port: site.port)
        let end = ContinuousClock.now + patience
        for address in addresses {
            do throws(ProbeFailure) {
                let connection = try TimedConnection(to: address, until: end)
                return site.isEncrypted ? try TLSConnection(connection, to: site.host) : connection
            } catch {
                failure = error
            }
        }
        throw failure
    }
}
