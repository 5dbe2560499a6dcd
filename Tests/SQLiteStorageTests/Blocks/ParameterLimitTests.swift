import Storage
import TestSupport
import Testing
import Tracking

/// However many names and values a campaign's clicks bring, few are counted and offered.
struct ParameterLimitTests {
    private let recording: RecordingStore

    init() throws {
        recording = try RecordingStore()
        try recording.store.addSampleCampaign()
    }

    /// A name that is known already is counted on.
    @Test func campaignHasAtMostTenThousandNames() throws {
        let keeper = Keeper(store: recording.store, logger: .silent, blockSize: 2)
        keeper.stop()
        try recordNames(0..<500, clicks: 2)
        try keeper.sealEverything()
        for first in stride(from: 500, to: 12_000, by: 500) {
            try recordNames(first..<first + 500, clicks: 2)
            try keeper.sealEverything()
        }
        #expect(try recording.count("campaign_parameter") == 10_000)
        try recordNames(0..<500, clicks: 2)
        try keeper.sealEverything()
        #expect(try recording.count("campaign_parameter") == 10_000)
        #expect(try recording.count("campaign_parameter", where: "click_count = 4") == 500)
        // Nobody knows whether a click has it.
        try spend(by: "n11999")
        try expectNamesToMove()
    }

    /// What was counted of names goes with the clicks, and comes back.
    private func expectNamesToMove() throws {
        let (from, to) = (try #require(CampaignID(42)), try #require(CampaignID(43)))
        try recording.store.addSampleCampaign(43)
        let day = try #require(ReportDay("1970-01-01"))
        let period = ReportPeriod(first: day, last: day)
        let filter = ClickMove.ParameterFilter(name: "n11999", text: "1")
        for parameters in [[filter], []] {
            let move = try #require(
                ClickMove(from: from, to: to, during: period, in: .utc, parameters: parameters))
            let run = try recording.store.beginMove(move, at: Timestamp(milliseconds: 0))
            #expect(try recording.store.carryOut(move, as: run) > 0)
            #expect(try recording.store.verify(limit: 10) == [])
        }
        #expect(try recording.count("campaign_parameter", where: "campaign_id = 42") == 0)
        #expect(try recording.count("report_seal", where: "campaign_id = 42 AND other_name_count > 0") == 0)
        for run in [2, 1] { #expect(try recording.store.undoMove(Int64(run)).movedSince == 0) }
        #expect(try recording.store.verify(limit: 10) == [])
    }

    @Test func expensesAreByAParameterInABlock() throws {
        let keeper = Keeper(store: recording.store, logger: .silent, blockSize: 2)
        keeper.stop()
        try recordNames(0..<4, clicks: 2)
        try keeper.sealEverything()
        #expect(throws: StoreError.refused(.noClicksParameter(near: ["n0", "n1", "n2"]))) {
            try spend(by: "n4")
        }
        try spend(by: "n3")
    }

    @Test func mostFrequentNamesAndValuesAreOffered() throws {
        let campaign = try #require(CampaignID(42))
        try recordNames(0..<600, clicks: 1)
        try recordNames(300..<800, clicks: 1)
        for number in 0..<600 {
            try recording.record(.clicked(.random(), #"{"n400":"\#(number)"}"#))
        }
        for number in 500..<600 {
            try recording.record(.clicked(.random(), #"{"n400":"\#(number)"}"#))
        }
        let names = try recording.store.distributionParameters(of: campaign)
        #expect(names.count == 500)
        #expect(names.contains("n400") && names.contains("n300") && names.contains("n599"))
        let values = try recording.store.distributionParameterValues(of: campaign, parameter: "n400")
        #expect(values.count == 500)
        #expect(Set((500..<600).map(String.init)).isSubset(of: values))
    }

    private func spend(by parameter: String) throws {
        let day = DayExpenses(
            day: try #require(ReportDay("2025-01-31")), distribution: [try DayExpenses.Expense("1", "1")])
        try recording.store.setExpenses([day], by: parameter, for: try #require(CampaignID(42)))
    }

    private func recordNames(_ names: Range<Int>, clicks: Int) throws {
        let members = names.map { #""n\#($0)":1"# }.joined(separator: ",")
        for _ in 0..<clicks { try recording.record(.clicked(.random(), "{\(members)}")) }
    }
}
