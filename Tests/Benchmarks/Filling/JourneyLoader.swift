import Dispatch
import Foundation
import Logging
import Storage
import Synchronization
import TestSupport
import Tracking

/// Fills a store through the recorder: journeys spread evenly over 30 days, of 5 sources, 50 ad sets, 500 ads;
/// 30 % with a lead, 15 % with a postback. The click ids begin with the time if they are to be time-ordered.
struct JourneyLoader {
    static let firstDay = ReportDay("2026-01-01")
    static let dayCount: Int64 = 30
    private static let dayMilliseconds: Int64 = 86_400_000
    /// Events that wait for the recorder at once.
    private static let outstanding = 4_096

    private let recorder: Recorder
    /// In turns.
    private let campaigns: [CampaignID]
    private let clickIDs: UUIDVersion
    /// A further parameter of each click.
    private let padding: String

    /// Loads journeys into the store's campaigns, has them packed, and says how long it took.
    static func fill(
        _ store: any Store, _ journeyCount: Int64, clickIDs: UUIDVersion = .random, paddingBytes: Int = 0
    ) throws {
        let campaigns = try store.campaigns().map(\.id)
        guard !campaigns.isEmpty else { throw Unexpected("no campaign") }
        let logger = Logger(label: "benchmarks") { StreamLogHandler.standardError(label: $0) }
        let recorder = Recorder(store: store, logger: logger)
        let keeper = Keeper(store: store, logger: logger)
        let start = ContinuousClock.now
        let count = try JourneyLoader(
            recorder: recorder, campaigns: campaigns, clickIDs: clickIDs,
            padding: paddingBytes == 0
                ? "" : #","padding":"\#(String(repeating: "x", count: paddingBytes))""#
        ).load(journeyCount)
        let seconds = start.duration(to: .now) / .seconds(1)
        recorder.stop()
        keeper.stop()
        let rest = try ContinuousClock().measure { try keeper.sealEverything() } / .seconds(1)
        print(
            """
            \(journeyCount) journeys, UUID version \(clickIDs.rawValue): \(count) events recorded in \
            \(seconds.rounded(toPlaces: 1)) s while they were being packed; the rest packed in \
            \(rest.rounded(toPlaces: 1)) s.

            """)
    }

    /// - Returns: How many events were stored.
    private func load(_ journeyCount: Int64) throws -> Int {
        let isFree = DispatchSemaphore(value: Self.outstanding)
        let failures = Mutex<[String]>([])
        var generator = SeededGenerator(seed: 42)
        var eventCount = 0
        let start = Int64(Self.firstDay?.number ?? 0) * Self.dayMilliseconds
        for number in 0..<journeyCount {
            let time = start + number * Self.dayCount * Self.dayMilliseconds / journeyCount
            for event in journey(number, at: time, &generator) {
                isFree.wait()
                recorder.record(event, receivedAt: Timestamp(milliseconds: time)) { result in
                    if case .failure(let error) = result { failures.withLock { $0.append("\(error)") } }
                    isFree.signal()
                }
                eventCount += 1
            }
        }
        for _ in 0..<Self.outstanding { isFree.wait() }
        for _ in 0..<Self.outstanding { isFree.signal() }
        if let failure = failures.withLock({ $0.first }) { throw Unexpected("not stored: \(failure)") }
        return eventCount
    }

    private func journey(
        _ number: Int64, at time: Int64, _ generator: inout SeededGenerator
    ) -> [Event] {
        let id = clickID(at: time, &generator)
        let campaign = campaigns[Int(number) % campaigns.count]
        let ad = Int.random(in: 0..<500, using: &generator)
        let adSet = ad / 10
        let json = """
            {"source":"source-\(adSet / 10)","campaign_name":"LatAm Ring Campaign","adset_name":"adset-\(adSet)",\
            "ad_name":"video-\(ad)","fbclid":"IwAR0\(String(id.high, radix: 36))\(String(id.low, radix: 36))"\(padding)}
            """
        var events = [
            Event.click(Click(clickID: id, campaignID: campaign, parameters: Parameters(json: json)))
        ]
        if Int.random(in: 0..<100, using: &generator) < 30 {
            events.append(.lead(Lead(clickID: id, parameters: Parameters(json: #"{"offer_id":456}"#))))
        }
        if Int.random(in: 0..<100, using: &generator) < 15 {
            let status = ["approved", "hold", "declined", "spam"].randomElement(using: &generator) ?? ""
            let parameters = Parameters(json: #"{"status":"\#(status)"}"#)
            events.append(.postback(Postback(clickID: id, parameters: parameters)))
        }
        return events
    }

    private func clickID(at time: Int64, _ generator: inout SeededGenerator) -> ClickID {
        let (high, low) = (generator.next(), generator.next())
        switch clickIDs {
        case .random: return ClickID(high: high, low: low)
        case .timeOrdered: return ClickID(high: UInt64(time) << 16 | 0x7000 | high & 0xFFF, low: low)
        }
    }
}
