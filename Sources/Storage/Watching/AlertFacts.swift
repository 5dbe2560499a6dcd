import Tracking

/// What a store tells for alerts, from one state of the database.
package struct AlertFacts: Sendable {
    /// All of them, by number.
    package var campaigns: [Campaign] = []
    /// The numbers of no campaign to which most clicks of the last week were sent.
    package var unknownCampaigns: [UnattributedClicks] = []
    /// Of still more such numbers.
    package var moreUnknownClicks: Int64 = 0
    /// Those of the last day, but for the last minute: a click may be on its way.
    package var eventsWithoutClick = EventsWithoutClick()
    /// The latest ones of two days.
    package var events: [LatestEvent] = []
    /// Of the last hour.
    package var refusals: [RefusalReason: RefusalCount] = [:]
    /// When the campaigns had their last event; not those that have had none.
    package var lastActivity: [CampaignID: Timestamp] = [:]
    package var firstEventAt: Timestamp?
    /// By the time that it was given.
    package var latestEventAt: Timestamp?
    package var lastBackup: BackupRecord?

    package init() {}

    package static let unknownCampaignLimit = 5
    /// Of each kind of event.
    package static let eventLimit = 1_000
    package static let unknownCampaignMilliseconds: Int64 = 7 * 86_400_000
    package static let eventMilliseconds: Int64 = 2 * 86_400_000
    package static let withoutClickMilliseconds: Int64 = 86_400_000
    package static let clickDelayMilliseconds: Int64 = 60_000
    /// More are not counted.
    package static let withoutClickLimit: Int64 = 10_000
}

/// How a campaign's events usually come.
package struct UsualPause: Hashable, Sendable {
    /// The longest between two clicks in the last two weeks, in whole quarters of an hour.
    package let milliseconds: Int64

    package static let milliseconds: Int64 = 14 * 86_400_000
    /// With fewer quarters of an hour that have clicks nothing is usual.
    package static let fewestSlots: Int64 = 12
    /// Campaigns that are looked at, those first that were active last.
    package static let campaignLimit: Int64 = 100
    /// So many of it are unusual.
    package static let factor: Int64 = 3

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }
}
