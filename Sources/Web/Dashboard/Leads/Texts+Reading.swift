import JSON
import Markup
import Tracking

// How values are read on the pages of leads, journeys and moves.

extension LeadStatus {
    /// In a sentence.
    var participle: String {
        switch self {
        case .accept: "accepted"
        case .expect: "expected"
        case .reject: "rejected"
        case .trash: "trash"
        }
    }
}

extension Payout {
    /// `10.00 USD`.
    var amountAndCode: String { "\(amount) \(currency.shown)" }
}

extension MoneyByCurrency {
    /// `20.00 USD, 7.00 EUR`; empty when there is none.
    var amountsAndCodes: String {
        currencies.map { "\(self[$0]) \($0.shown)" }.joined(separator: ", ")
    }
}

extension Int64 {
    /// `1,234,567`.
    var grouped: String { FigureValue.count(self).shown }

    /// `1 lead`, `1,234 leads`.
    func counted(_ one: String, _ many: String) -> String { "\(grouped) \(self == 1 ? one : many)" }
}

extension JSONText {
    /// A parameter's value for people: a string's text, everything else as JSON.
    var parameterText: String { string ?? text }
}

extension [CampaignReference] {
    /// More are not found in a list.
    private static var mostOptions: Int { 300 }

    /// As options of a field, the latest campaigns; the chosen one is among them.
    func options(chosen: CampaignID?) -> Markup {
        let others = filter { $0.id != chosen }.suffix(Self.mostOptions)
        return Markup { page in
            for campaign in filter({ $0.id == chosen }) + others.reversed() {
                page.element(
                    "option",
                    ["value": campaign.id.description, "selected": campaign.id == chosen ? "selected" : nil],
                    text: "\(campaign.id) \(campaign.name)")
            }
        }
    }
}
