import Foundation
import TestSupport
import Testing

/// What several of these tests send.
extension WebServerTests {
    /// A lead that is stored.
    static let lead = "/api/v2/track/lead?clickId=\(id)"

    /// Sends a request as if it came from the address; where only the connection's own counts, that is 127.0.0.7 or
    /// 127.0.0.1.
    func ask(
        _ site: Site, _ path: String, _ method: String = "GET", from address: String
    ) throws -> Answer {
        let body: [UInt8]? = method == "POST" ? [] : nil
        let client = HTTPClient(port: site.web.port, from: address == "127.0.0.7" ? 7 : 1)
        return try client.send(method, path, headers: ["X-Test-Address: \(address)"], body: body)
    }

    /// A file with a click that is as much longer as there are spaces in front of it.
    func clickWithSpaces(_ site: Site, _ count: Int) throws -> String {
        let path = site.folder.path("click")
        let click = #"{"clickId":"\#(Self.id)","campaignId":42}"#
        try (String(repeating: " ", count: count) + click).write(
            toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
