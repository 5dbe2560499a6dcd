import Foundation
import Synchronization
import TestSupport

/// How long each click took that some clients sent as fast as they were answered.
struct TimedClicks: CustomStringConvertible {
    static let none = TimedClicks(times: [])

    /// In milliseconds, in order.
    private let times: [Double]

    private init(times: [Double]) {
        self.times = times.sorted()
    }

    /// - Throws: `BrokenPromise` when a click got another answer than 201, or none.
    static func send(to site: Site, clients: Int, seconds: Double) throws -> TimedClicks {
        let end = ContinuousClock.now + .seconds(seconds)
        let times = Mutex<[Double]>([])
        let failure = Mutex<String?>(nil)
        concurrently(clients) { _ in
            do {
                let own = try clicks(of: site.client(), until: end)
                times.withLock { $0 += own }
            } catch {
                failure.withLock { $0 = "\(error)" }
            }
        }
        if let failure = failure.withLock({ $0 }) {
            throw BrokenPromise("a click was not stored: \(failure)")
        }
        return TimedClicks(times: times.withLock { $0 })
    }

    var slowestPercent: Double { times.isEmpty ? 0 : times[times.count * 99 / 100] }

    var description: String { "\(slowestPercent.milliseconds) of \(times.count)" }

    private static func clicks(of client: HTTPClient, until end: ContinuousClock.Instant) throws -> [Double] {
        var times: [Double] = []
        while ContinuousClock.now < end {
            let fields = #"{"clickId":"\#(UUID().uuidString)","campaignId":42,"ad_name":"video-01"}"#
            let start = ContinuousClock.now
            let answer = try client.post("/api/v2/track/click", fields)
            times.append(start.duration(to: .now) / .milliseconds(1))
            guard answer.status == 201 else { throw Unexpected("\(answer.status) \(answer.body)") }
        }
        return times
    }
}

extension Double {
    /// As in `12.34 ms`.
    var milliseconds: String { String(format: "%.2f ms", self) }
}
