import Foundation
import GRDB
import Storage
import TestSupport
import Testing
import Tracking

/// Names and values that a stranger makes up cost others nothing: neither the writer's time nor that of a report.
struct HostileNamesTests {
    private let recording: RecordingStore
    private let campaign: CampaignID

    init() throws {
        recording = try RecordingStore()
        campaign = try recording.store.addSampleCampaign().id
    }

    @Test func fewLongClicksFillABlock() throws {
        let long = String(repeating: "x", count: 1 << 20)
        for number in 0..<7 { try recording.record(.clicked(.random(), #"{"a":"\#(number)\#(long)"}"#)) }
        try seal()
        #expect(try recording.count("report_block") == 0)
        try recording.record(.clicked(.random(), #"{"a":"8\#(long)"}"#))
        try seal()
        #expect(try recording.count("report_block") == 1)
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func longLateClicksFillABlockToo() throws {
        let early = (0..<8).map { _ in ClickID.random() }
        for id in early { try recording.record(.reported(id, "hold")) }
        for _ in 0..<4 { try recording.record(.clicked(.random(), #"{"a":1}"#)) }
        try seal(blockSize: 4)
        let long = String(repeating: "x", count: 1 << 20)
        for id in early { try recording.record(.clicked(id, #"{"a":"\#(long)"}"#)) }
        try seal()
        #expect(try recording.count("report_block") == 2)
        #expect(try recording.store.verify(limit: 10) == [])
    }

    /// Clicks with many names, the same ones or new ones in each.
    struct Crowd: Sendable {
        let clicks: Int
        let names: Int
        let isShared: Bool
        let nameLength: Int
        let valueLength: Int
    }

    /// In bytes of WAL, whose writing events wait for.
    @Test(arguments: [
        // Columns just short enough to be stored.
        (Crowd(clicks: 100, names: 30, isShared: true, nameLength: 4, valueLength: 1_000), 1_000_000),
        // Long names and short ones.
        (Crowd(clicks: 2, names: 450, isShared: false, nameLength: 1_000, valueLength: 1), 600_000),
        (Crowd(clicks: 15, names: 900, isShared: false, nameLength: 8, valueLength: 1), 100_000),
    ])
    func blockIsWrittenInFewPages(crowd: Crowd, limit: Int) throws {
        for click in 0..<crowd.clicks {
            let value = padded("\(click % 50)", to: crowd.valueLength)
            let members = (0..<crowd.names).map { number in
                let name = padded(crowd.isShared ? "\(number)" : "\(click) \(number)", to: crowd.nameLength)
                return #""\#(name)":"\#(value)""#
            }
            try recording.record(.clicked(.random(), "{\(members.joined(separator: ","))}"))
        }
        let other = try recording.otherConnection()
        try other.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try seal(blockSize: crowd.clicks)
        #expect(try recording.count("report_block") == 1)
        let size = try #require(
            try FileManager.default.attributesOfItem(atPath: recording.path + "-wal")[.size] as? Int)
        #expect(4_096...limit ~= size)
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func campaignHasSoManyNamesAndTheRestIsOneFigure() throws {
        for click in 0..<105 {
            let new = (0..<99).map { #""n\#(click) \#($0)":1"# }.joined(separator: ",")
            try recording.record(.clicked(.random(), #"{"everywhere":1,\#(new)}"#))
        }
        try seal(blockSize: 5)
        #expect(try recording.count("campaign_parameter") == 10_000)
        #expect(
            try recording.count("report_seal", where: "name_count = 10000 AND other_name_count = 396") == 1)
        #expect(try recording.count("campaign_parameter", where: "click_count = 105") == 1)
        #expect(try recording.store.verify(limit: 10) == [])
        let names = try recording.statistics(query()).parameters
        #expect(names.first == "everywhere")
        #expect(names.count == 500)
    }

    @Test(arguments: [
        "UPDATE report_seal SET name_count = name_count + 1",
        "UPDATE report_seal SET other_name_count = 1",
        "UPDATE campaign_parameter SET click_count = click_count + 1",
        "DELETE FROM campaign_parameter",
    ])
    func wrongCountOfNamesIsFound(statement: String) throws {
        for _ in 0..<4 { try recording.record(.clicked(.random(), #"{"a":1}"#)) }
        try seal(blockSize: 4)
        #expect(try recording.store.verify(limit: 10) == [])
        try recording.otherConnection().write { try $0.execute(sql: statement) }
        #expect(try recording.store.verify(limit: 10) != [])
    }

    /// A column that comes later in the clicks than a crowd of names is stored as any other.
    @Test func crowdDoesNotTakeTheColumnsOfOthers() throws {
        let crowd = (0..<999).map { #""n\#($0)":1"# }.joined(separator: ",")
        try recording.record(.clicked(.random(), "{\(crowd)}"))
        for _ in 0..<7 { try recording.record(.clicked(.random(), #"{"source":"facebook"}"#)) }
        try seal(blockSize: 8)
        #expect(
            try recording.count("report_column", where: "name = CAST('source' AS BLOB) AND keys IS NOT NULL")
                == 1)
        #expect(try recording.statistics(query("source")).days[0].groups.map(\.figures.clicks) == [7, 1])
        #expect(try recording.store.verify(limit: 10) == [])
    }

    /// The latest have all names that honest clicks have, too.
    @Test func namesOfUnsealedClicksAreThoseOfTheLatest() throws {
        for click in 0..<60 {
            let new = (0..<900).map { #""n\#(click) \#($0)":1"# }.joined(separator: ",")
            let old = click < 5 ? #""old":1,"# : ""
            try recording.record(.clicked(.random(), #"{"source":1,\#(old)\#(new)}"#))
        }
        let names = try recording.statistics(query()).parameters
        #expect(names.count == 500)
        #expect(names.first == "source")
        #expect(!names.contains("old"))
        try seal(blockSize: 60)
        #expect(try recording.statistics(query()).parameters.prefix(2) == ["source", "old"])
    }

    @Test func longClicksAreListedWhenTheyAreCounted() throws {
        let long = String(repeating: "x", count: 20_000)
        for _ in 0..<4 { try recording.record(.clicked(.random(), #"{"long":"\#(long)","a":1}"#)) }
        try recording.record(.clicked(.random(), #"{"short":1}"#))
        #expect(try recording.statistics(query()).parameters == ["short"])
        try seal(blockSize: 4)
        #expect(try recording.statistics(query()).parameters == ["a", "long", "short"])
    }

    @Test func valuesOfUnsealedClicksAreThoseOfTheLatest() throws {
        let filling = String(repeating: "x", count: 1 << 20)
        for value in ["first", "second", "third", "fourth"] {
            try recording.record(.clicked(.random(), #"{"v":"\#(value)","filling":"\#(filling)"}"#))
        }
        let values = try recording.store.distributionParameterValues(of: campaign, parameter: "v")
        #expect(values == ["fourth", "third"])
    }

    // MARK: What the tests are made of

    private func seal(blockSize: Int = 100) throws {
        let keeper = Keeper(store: recording.store, logger: .silent, blockSize: blockSize)
        keeper.stop()
        try keeper.sealEverything()
    }

    private func padded(_ text: String, to length: Int) -> String {
        text + String(repeating: "x", count: max(0, length - text.utf8.count))
    }

    private func query(_ groupParameters: String...) throws -> StatisticsQuery {
        let day = try #require(ReportDay("1970-01-01"))
        return StatisticsQuery(
            campaign: campaign, period: ReportPeriod(first: day, last: day), groupParameters: groupParameters)
    }
}
