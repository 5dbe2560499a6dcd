import Foundation
import TestSupport

/// Where attackers send to, and what all of them know.
struct AttackTarget: Sendable {
    /// Journeys that many attackers fill at once.
    private static let sharedJourneys = 8

    let port: UInt16
    let socket: String
    /// What another customer of the same host has: a login that may read and write everything.
    let login: Login
    let clickIDs: [String]

    init(_ site: Site) throws {
        port = site.web.port
        socket = site.folder.path("fcgi.sock")
        login = try site.tracker.addToken("neighbour")
        clickIDs = (0..<Self.sharedJourneys).map { _ in UUID().uuidString }
    }
}
