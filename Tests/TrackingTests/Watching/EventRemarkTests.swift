import Testing
import Tracking

/// The rows of the published table "Troubleshooting", as far as an event was stored.
struct EventRemarkTests {
    private let campaign = CampaignID(42)

    @Test func leadWithoutClickSaysSo() {
        let remarks = event(.lead, sent: nil).remarks(nil)
        #expect(remarks == [.withoutClick])
        #expect(remarks[0].text.hasPrefix("No click has come with this clickId"))
    }

    @Test func clickOfAnUnknownCampaignSaysSo() throws {
        let sent = try #require(CampaignID(24))
        let remarks = event(.click, campaign: nil, sent: sent).remarks(nil)
        #expect(
            remarks.map(\.text) == [
                "There is no campaign 24, so the click counts for none until it is attributed."
            ])
    }

    /// A campaign that was made since has that number, and not these clicks.
    @Test func clickBeforeItsCampaignSaysSo() throws {
        let sent = try #require(CampaignID(43))
        let click = event(.click, campaign: nil, sent: sent)
        #expect(
            click.remarks(nil, isSentCampaignThere: true).map(\.text) == [
                "It came before campaign 43 was there, so it counts for none until it is attributed."
            ])
        #expect(event(.click).remarks(nil, isSentCampaignThere: true).isEmpty)
        #expect(event(.lead, campaign: nil, sent: sent).remarks(nil, isSentCampaignThere: true).isEmpty)
    }

    @Test(arguments: [
        (#"{"status":"confirmed"}"#, "It is trash since the Status Mapper does not know status=confirmed."),
        (
            #"{"stage":"approved"}"#,
            "It is trash since it has no word in the parameter status, which the Status Mapper reads."
        ),
        (
            #"{"status":"approved"}"#,
            "It was trash when it came; now the Status Mapper makes accept of approved."
        ),
    ])
    func trashSaysWhy(parameters: String, text: String) throws {
        let settings = try settings(#"{"parameter":"status","mapping":{"approved":"accept","fake":"trash"}}"#)
        let postback = event(.postback, status: .trash, parameters)
        #expect(postback.remarks(settings).map(\.text) == [text])
    }

    @Test func trashByTheMappersOwnWordIsAsItShouldBe() throws {
        let settings = try settings(#"{"parameter":"status","mapping":{"fake":"trash"}}"#)
        #expect(event(.postback, status: .trash, #"{"status":"fake"}"#).remarks(settings).isEmpty)
    }

    @Test(arguments: [nil, "{}", #"{"parameter":"status"}"#, #"{"parameter":"status","mapping":{}}"#])
    func trashWithoutAMapperSaysSo(mapper: String?) throws {
        let remarks = event(.postback, status: .trash, "{}").remarks(try settings(mapper))
        #expect(remarks == [.noMapper])
    }

    @Test func missingPayoutIsExplainedWhereItIsAskedFor() {
        #expect(event(.postback, status: .reject, "{}").hints == [.noPayout(.reject)])
        #expect(event(.postback, status: .accept, "{}").hints.isEmpty)
        #expect(event(.postback, status: nil, "{}").hints.isEmpty)
    }

    @Test func numberOfAQueryIsText() {
        #expect(
            event(.postback, status: .accept, #"{"payout":"10.5"}"#).hints == [.numberAsText(name: "payout")])
        #expect(event(.postback, status: .accept, #"{"payout":10.5}"#).hints.isEmpty)
        #expect(event(.postback, status: .accept, #"{"payout":"{payout}"}"#).hints.isEmpty)
    }

    @Test func placeholderIsNamedAndThereAreNotTooManyRemarks() {
        let many = (0..<50).map { "\"p\($0)\":\"{x\($0)}\"" }.joined(separator: ",")
        let remarks = event(.click, "{\(many)}").remarks(nil)
        #expect(remarks.count == 4)
        #expect(remarks[0].text == "p0={x0} is a placeholder that nobody has filled in.")
    }

    @Test func latestComesFirst() {
        let events = [
            event(.click), event(.postback, status: .accept), event(.lead), event(.repeatedClick, at: 2_000),
        ]
        #expect(events.newestFirst.map(\.kind) == [.repeatedClick, .postback, .lead, .click])
    }

    private func event(
        _ kind: LatestEvent.Kind, campaign: CampaignID? = CampaignID(42), sent: CampaignID? = CampaignID(42),
        status: LeadStatus? = nil, _ parameters: String = "{}", at milliseconds: Int64 = 1_000
    ) -> LatestEvent {
        let time = Timestamp(milliseconds: milliseconds)
        return LatestEvent(
            kind, of: ClickID(high: 0, low: 1), at: time, campaign: sent == nil ? nil : campaign,
            sentCampaign: sent,
            conversion: status.map { Conversion(status: $0, payout: nil, reportedAt: time) },
            parameters: Parameters(json: parameters))
    }

    private func settings(_ mapper: String?) throws -> Campaign.Settings {
        let currency = try #require(Currency(stored: "usd"))
        return Campaign.Settings(
            name: "LatAm", costModel: .cpa,
            cost: Payout(amount: Money(hundredThousandths: 1_000_000), currency: currency),
            statusMapper: try mapper.map { try StatusMapper(json: $0) })
    }
}
