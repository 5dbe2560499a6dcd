import JSON
import Testing
import Tracking

struct ConversionTests {
    private let time = Timestamp(milliseconds: 7_000)

    @Test(arguments: [(LeadStatus.accept, true), (.expect, true), (.reject, false), (.trash, false)])
    func onlyAcceptAndExpectArePaid(status: LeadStatus, isPaid: Bool) throws {
        let mapper = #"{"parameter":"s","mapping":{"word":"\#(status.rawValue)"}}"#
        let settings = try Campaign.sample(cost: 10, mapper: mapper).settings
        let conversion = settings.conversion(of: Parameters(json: #"{"s":"word"}"#), reportedAt: time)
        let expected = Conversion(status: status, payout: isPaid ? settings.cost : nil, reportedAt: time)
        #expect(conversion == expected)
        #expect(status.isPaid == isPaid)
    }

    @Test func withoutAMapperEveryPostbackIsTrash() throws {
        let settings = try Campaign.sample(mapper: nil).settings
        let conversion = settings.conversion(of: .status("accept"), reportedAt: time)
        #expect(conversion == Conversion(status: .trash, payout: nil, reportedAt: time))
    }

    @Test(arguments: ["unheard of", ""])
    func wordThatIsNotInTheMapperIsTrash(word: String) throws {
        let conversion = try Campaign.sample().settings.conversion(of: .status(word), reportedAt: time)
        #expect(conversion == Conversion(status: .trash, payout: nil, reportedAt: time))
    }

    @Test func nothingTellsTheConversionsOfAJourneyApartYet() throws {
        let settings = try Campaign.sample().settings
        let parameters = Parameters(json: #"{"status":"approved","transaction":"1"}"#)
        #expect(settings.conversion(of: parameters, reportedAt: time).transaction == nil)
    }

    @Test func conversionsOfDifferentMomentsDiffer() throws {
        let settings = try Campaign.sample().settings
        let later = Timestamp(milliseconds: 7_001)
        #expect(
            settings.conversion(of: .status("hold"), reportedAt: time)
                != settings.conversion(of: .status("hold"), reportedAt: later))
    }
}
