import JSON
import Testing
import Tracking

struct OutcomeTests {
    private func campaign(_ mapper: StatusMapper?) throws -> (Campaign, Payout) {
        let cost = try Payout(amount: Money(JSONText("10")), currency: #require(Currency("usd")))
        let settings = Campaign.Settings(name: "Rings", costModel: .cpa, cost: cost, statusMapper: mapper)
        let id = try #require(CampaignID(42))
        return (Campaign(id: id, createdAt: Timestamp(milliseconds: 0), settings: settings), cost)
    }

    @Test(arguments: [(LeadStatus.accept, true), (.expect, true), (.reject, false), (.trash, false)])
    func onlyAcceptAndExpectArePaid(status: LeadStatus, isPaid: Bool) throws {
        let (campaign, cost) = try campaign(StatusMapper(parameter: "s", mapping: [("word", status)]))
        let outcome = campaign.outcome(of: Parameters(json: #"{"s":"word"}"#))
        #expect(outcome == Outcome(status: status, payout: isPaid ? cost : nil))
    }

    @Test func withoutAMapperEveryPostbackIsTrash() throws {
        let postback = Postback(clickID: .sample, parameters: Parameters(json: #"{"status":"accept"}"#))
        #expect(try campaign(nil).0.outcome(of: postback) == Outcome(status: .trash, payout: nil))
    }
}
