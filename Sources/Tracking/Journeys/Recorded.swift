/// What has become of an event, once that is on disk.
package struct Recorded: Hashable, Sendable {
    /// The one that the journey counts for; nil while there is none.
    package let campaign: CampaignID?
    /// A click whose journey had one already: kept, but not counted again.
    package let isRepeat: Bool
    /// A lead or a postback whose click has not come.
    package let isEarly: Bool
    /// Its journey has no room left, and this is noted, but nothing of it is kept.
    package let isRefused: Bool

    package init(campaign: CampaignID?, isRepeat: Bool, isEarly: Bool, isRefused: Bool = false) {
        self.campaign = campaign
        self.isRepeat = isRepeat
        self.isEarly = isEarly
        self.isRefused = isRefused
    }
}
