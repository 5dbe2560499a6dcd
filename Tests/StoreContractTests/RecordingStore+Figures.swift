import Storage
import TestSupport
import Testing
import Tracking

extension RecordingStore {
    /// Gives the sample campaign other settings.
    func updateCampaign(_ settings: Campaign.Settings) throws {
        let campaign = try #require(CampaignID(42))
        _ = try store.updateCampaign(campaign, Campaign.Change(to: settings))
    }

    /// Expects that everything that reads campaign 42 knows the same of its only journey, clicked on 1970-01-01, and
    /// that this follows from the events.
    func expectFigures(
        of id: ClickID, _ conversion: Conversion, leads: Int, postbacks: Int, repeats: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let campaign = try #require(CampaignID(42))
        let journey = try journey(id)
        #expect(journey.campaign?.id == campaign, sourceLocation: sourceLocation)
        #expect(journey.conversion == conversion, sourceLocation: sourceLocation)
        #expect(journey.leads.count == leads, sourceLocation: sourceLocation)
        #expect(journey.postbacks.count == postbacks, sourceLocation: sourceLocation)
        #expect(journey.repeats.count == repeats, sourceLocation: sourceLocation)

        let rows = try store.leads(LeadsQuery(campaign: campaign)).rows
        #expect(rows.map(\.clickID) == [id], sourceLocation: sourceLocation)
        #expect(rows.map(\.conversion) == [conversion], sourceLocation: sourceLocation)

        let day = try #require(ReportDay("1970-01-01"))
        let total = try statistics(
            StatisticsQuery(campaign: campaign, period: ReportPeriod(first: day, last: day))
        ).total
        var expected = Statistics.Line(repeats: Int64(repeats))
        expected.figures.tally.clicks = 1
        expected.leads = 1
        expected.figures.tally[conversion.status].leads = 1
        if let payout = conversion.payout {
            expected.figures.tally[conversion.status].payouts.add(
                MoneySum(payout.amount), in: payout.currency)
        }
        #expect(total == expected, sourceLocation: sourceLocation)
        #expect(try store.verify(limit: 10) == [], sourceLocation: sourceLocation)
    }
}
