import Testing
import Tracking

struct CampaignChangeTests {
    private let settings: Campaign.Settings
    private let mapper: StatusMapper
    private let eur: Currency

    init() throws {
        settings = try Campaign.sample().settings
        mapper = try StatusMapper(json: #"{"mapping":{"x":"trash"}}"#)
        eur = try #require(Currency("eur"))
    }

    @Test func emptyChangeChangesNothing() {
        #expect(applied(Campaign.Change()) == settings)
    }

    @Test func onlyWhatIsGivenChanges() {
        var expected = settings
        expected.name = "New"
        #expect(applied(Campaign.Change(name: "New")) == expected)
        expected = settings
        expected.costModel = .cpm
        #expect(applied(Campaign.Change(costModel: .cpm)) == expected)
        expected = settings
        expected.statusMapper = mapper
        #expect(applied(Campaign.Change(statusMapper: .some(mapper))) == expected)
    }

    @Test func amountAndCurrencyChangeEachByItself() {
        let amount = Money(hundredThousandths: 7)
        #expect(
            applied(Campaign.Change(amount: amount)).cost
                == Payout(amount: amount, currency: settings.cost.currency))
        #expect(
            applied(Campaign.Change(currency: eur)).cost
                == Payout(amount: settings.cost.amount, currency: eur))
        #expect(
            applied(Campaign.Change(amount: amount, currency: eur)).cost
                == Payout(amount: amount, currency: eur))
    }

    @Test func mapperIsRemovedOnlyWhenThatIsSaid() {
        #expect(applied(Campaign.Change(statusMapper: nil)).statusMapper == settings.statusMapper)
        #expect(applied(Campaign.Change(statusMapper: .some(nil))).statusMapper == nil)
    }

    @Test func changesOfDifferentMeaningDiffer() {
        #expect(Campaign.Change(statusMapper: nil) != Campaign.Change(statusMapper: .some(nil)))
        #expect(Campaign.Change() == Campaign.Change(statusMapper: nil))
    }

    private func applied(_ change: Campaign.Change) -> Campaign.Settings {
        var settings = settings
        settings.apply(change)
        return settings
    }
}
