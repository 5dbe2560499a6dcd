/// What has become of an event that is on disk.
package struct Recorded: Hashable, Sendable {
    /// The one that the journey counts for; nil while there is none.
    package let campaign: CampaignID?
    /// A click whose journey had one already: kept, but not counted again.
    package let isRepeat: Bool
    /// A lead or a postback whose click has not come.
    package let isEarly: Bool

    package init(campaign: CampaignID?, isRepeat: Bool, isEarly: Bool) {
        self.campaign = campaign
        self.isRepeat = isRepeat
        self.isEarly = isEarly
    }
}
