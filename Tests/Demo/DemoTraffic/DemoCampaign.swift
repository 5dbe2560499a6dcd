import Tracking

/// A campaign of the demonstration, and how its visitors and its network behave.
package struct DemoCampaign: Sendable {
    package let id: CampaignID
    package let settings: Campaign.Settings
    /// Of all visitors, in percent.
    let share: Int
    let sources: [Source]
    let countries: [String]
    let network: Network

    /// Where visitors are bought.
    struct Source: Sendable {
        let name: String
        /// Of the campaign's visitors, in percent.
        let share: Int
        /// Of a thousand visitors; the better ads have more, the worse ones fewer.
        let leadsPerThousand: Int
        /// In 1/10,000 of the campaign's currency.
        let clickCost: Int
    }

    /// Who buys the leads, and the words in which it says what has become of them.
    struct Network: Sendable {
        /// The words as it sends them; several in the same sense are all used.
        let pending: [String]
        let approved: [String]
        let rejected: [String]
        let trash: [String]
        /// What the campaign's mapper does not know.
        let unmapped: [String]
        /// Of a hundred decisions; what is left is trash.
        let approvedPercent: Int
        let rejectedPercent: Int
        /// What it sends besides the status, as members of JSON.
        let extra: String
    }
}
