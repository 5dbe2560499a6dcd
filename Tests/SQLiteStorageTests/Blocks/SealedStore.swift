import GRDB
import Storage
import TestSupport
import Tracking

/// A store with a recorder and a keeper of small blocks, filled with random traffic.
final class SealedStore {
    let recording: RecordingStore
    let keeper: Keeper
    private var random: SeededGenerator
    private var ids: [ClickID] = []

    /// Traffic comes on these days (UTC), and a little before and after.
    static let firstMillisecond: Int64 = 1_774_483_200_000
    static let dayMilliseconds: Int64 = 86_400_000

    /// The campaigns 42 and 43; 99 does not exist.
    init(seed: UInt64, blockSize: Int) throws {
        random = SeededGenerator(seed: seed)
        recording = try RecordingStore()
        keeper = Keeper(store: recording.store, logger: .silent, blockSize: blockSize)
        try recording.store.addSampleCampaign(42)
        try recording.store.addSampleCampaign(43)
    }

    deinit {
        keeper.stop()
    }

    /// Clicks, repeats, postbacks before and after their clicks, attributions; packed now and then.
    func addTraffic(steps: Int) throws {
        for _ in 0..<steps {
            switch Int.random(in: 0..<20, using: &random) {
            case 0: try keeper.sealEverything()
            case 1: keeper.wake()
            case 2 where Int.random(in: 0..<4, using: &random) == 0: try attribute()
            default: try record()
            }
        }
    }

    private func attribute() throws {
        guard let sent = CampaignID(99), let campaign = CampaignID(42) else { return }
        _ = try recording.store.attribute(sent, to: campaign)
    }

    private func record() throws {
        let isNew = ids.isEmpty || Int.random(in: 0..<3, using: &random) > 0
        let id = isNew ? ClickID(high: random.next(), low: random.next()) : known()
        if isNew { ids.append(id) }
        let time = Self.firstMillisecond + .random(in: -1...5 * Self.dayMilliseconds, using: &random)
        let word = ["approved", "hold", "declined", "else"].randomElement(using: &random) ?? ""
        let event: Event =
            switch Int.random(in: 0..<10, using: &random) {
            case 0: .left(id)
            case 1, 2, 3: .reported(id, word)
            default: try .clicked(id, campaign: campaignNumber(), parameters())
            }
        try recording.record(event, at: time)
    }

    /// One of those used lately, or any.
    private func known() -> ClickID {
        let candidates = Bool.random(using: &random) ? ids.suffix(4) : ids[...]
        return candidates.randomElement(using: &random) ?? ids[0]
    }

    private func campaignNumber() -> Int64 {
        [42, 42, 42, 43, 99].randomElement(using: &random) ?? 42
    }

    static let names = ["a", "b", "e\u{301}", "\u{e9}", "unique", "a.b", "lead_status", "%`\"'$", ""]

    private func parameters() -> String {
        let values = [
            #""x""#, #""X""#, #""null""#, "null", "10", "10.0", #""10""#, "true", #""true""#, "[1]",
            #"{"k":1}"#,
            #""=x""#, #""clicks""#, #""e\u0301""#, #""é""#, #""""#, #""🎈""#, #""\ud800""#,
        ]
        var members: [String] = []
        for name in Self.names where Bool.random(using: &random) {
            let value = name == "unique" ? "\(random.next())" : values.randomElement(using: &random) ?? "1"
            members.append("\"\(name.replacing("\"", with: "\\\""))\":\(value)")
        }
        if Int.random(in: 0..<6, using: &random) == 0 { return "{}" }
        return "{\(members.joined(separator: ","))}"
    }

    /// A random question about the traffic.
    func query() -> StatisticsQuery? {
        let zones = ["UTC", "Europe/Kyiv", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu"]
        guard let campaign = CampaignID(Bool.random(using: &random) ? 42 : 43),
            let zone = ReportZone(identifier: zones.randomElement(using: &random) ?? "UTC"),
            let first = ReportDay("2026-03-25").map({ $0.number + Int.random(in: 0..<5, using: &random) }),
            let firstDay = ReportDay(number: first),
            let lastDay = ReportDay(number: first + Int.random(in: 0..<7, using: &random))
        else { return nil }
        let names = Self.names.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random))
        return StatisticsQuery(
            campaign: campaign, period: ReportPeriod(first: firstDay, last: lastDay), zone: zone,
            groupParameters: Array(names), skipsClicksWithoutParameters: Bool.random(using: &random))
    }
}
