import Foundation
import Synchronization

/// Many clients at once, each sending whole journeys: a click, its lead, its postback.
///
/// An event is named as `click 8f1b...`, with the id in lower case and without hyphens, as `Tracker.eventRows` names it.
package final class Load: Sendable {
    private let site: Site
    private let clients: Int
    private let eventCount: Int
    private let reuse: HTTPClient.Reuse
    private let sent = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)
    private let answered = Mutex<[Int: [String]]>([:])
    private let repeats = Atomic<Int>(0)
    private let group = DispatchGroup()

    package init(_ site: Site, clients: Int, events: Int, reuse: HTTPClient.Reuse = .kept) {
        self.site = site
        self.clients = clients
        eventCount = events
        self.reuse = reuse
    }

    /// Starts the clients and returns at once.
    package func start() {
        for _ in 0..<clients {
            group.enter()
            Thread {
                self.work()
                self.group.leave()
            }.start()
        }
    }

    /// Lets no further event go out.
    package func stop() {
        isStopped.store(true, ordering: .relaxed)
    }

    /// Returns when every event has been answered or given up.
    package func wait() {
        group.wait()
    }

    package var acknowledged: [String] { answered.withLock { $0[201] ?? [] } }

    /// How many events got each status; 0 stands for a cut connection.
    package var counts: [Int: Int] { answered.withLock { $0.mapValues(\.count) } }

    /// How many events went out once more; known after `wait()`.
    package var repeatCount: Int { repeats.load(ordering: .relaxed) }

    private func work() {
        let client = HTTPClient(port: site.web.port, reuse: reuse)
        defer { repeats.add(client.repeatCount, ordering: .relaxed) }
        while true {
            let clickID = UUID().uuidString.lowercased()
            let identity = clickID.replacingOccurrences(of: "-", with: "")
            for kind in ["click", "lead", "postback"] {
                guard !isStopped.load(ordering: .relaxed),
                    sent.wrappingAdd(1, ordering: .relaxed).oldValue < eventCount
                else { return }
                let fields =
                    #"{"clickId":"\#(clickID)","campaignId":42,"status":"approved","ad_name":"video-01"}"#
                let status = (try? client.post("/api/v2/track/\(kind)", fields))?.status ?? 0
                answered.withLock { $0[status, default: []].append("\(kind) \(identity)") }
            }
        }
    }
}

extension Tracker {
    /// Every event on disk, repeated clicks and all, named as `Load` names them; or those of the journeys that came
    /// after one.
    package func eventRows(afterJourney id: Int = 0) throws -> [String] {
        let firstClicks = """
            SELECT 'click ' || lower(hex(click_id)) FROM journey WHERE clicked_at IS NOT NULL AND id > \(id)
            """
        let tables = [("click", "repeated_click"), ("lead", "lead"), ("postback", "postback")]
        let others = tables.map { kind, table in
            """
            SELECT '\(kind) ' || lower(hex(journey.click_id))
            FROM \(table) JOIN journey ON journey.id = \(table).journey_id
            WHERE journey.id > \(id)
            """
        }
        return try rows(([firstClicks] + others).joined(separator: " UNION ALL "))
    }
}
