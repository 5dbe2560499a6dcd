import Foundation
import TestSupport

/// A web server with one thing behind it, on loopback.
struct WebServerSettings {
    enum Kind { case nginx, apache }

    /// What is behind it.
    enum Backend {
        /// Nothing: it answers 201 by itself.
        case itself
        /// A responder; `isKept` says whether connections to it stay open.
        case responder(isKept: Bool)
        /// php-fpm, which is told the script.
        case php(script: String)
    }

    let backend: Backend
    let place: ResponderPlace
    let ports: (http: UInt16, https: UInt16)

    var folder: TemporaryFolder { place.folder }
    /// Written once every port is bound.
    var processFile: String { folder.path("server.pid") }
    var errorLog: String { folder.path("server.log") }
    /// A line for each answer that ends in its status.
    var statusLog: String { folder.path("status.log") }

    func command(_ kind: Kind) throws -> Command {
        switch kind {
        case .nginx: try nginxCommand()
        case .apache: try apacheCommand()
        }
    }

    /// How many answers had the status 201; known once the server has ended.
    func createdCount() throws -> Int {
        let log = try Data(contentsOf: URL(fileURLWithPath: statusLog))
        return log.split(separator: UInt8(ascii: "\n")).count { $0.suffix(3).elementsEqual("201".utf8) }
    }
}
