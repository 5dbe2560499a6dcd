/// What one event, or an attribution, does to its journey. The rules of the journey are here and nowhere else:
///
/// - The first click decides campaign and day, and later ones are kept but count nothing.
/// - The latest postback by arrival decides the status.
/// - A postback is mapped with its campaign's settings of the moment in which both are known: when it comes, when the
///   click comes after it, when the click is attributed, or when the journey is moved to another campaign.
/// - A journey keeps no more than `JourneyLimits` say; what comes on top is counted.
///
/// A store finds the journey, writes what the step says, and adds up what it changes; it decides nothing.
package struct JourneyStep: Hashable, Sendable {
    /// nil: the event begins the journey.
    package let before: JourneyState?
    package let after: JourneyState
    package let row: Row
    /// Those that came before the click and are mapped now; nil when there are none.
    package let earlierPostbacks: Mapping?

    /// What is written beside the journey.
    package enum Row: Hashable, Sendable {
        /// Stands with its journey; with no campaign it is listed among the unattributed.
        case firstClick(Click)
        case repeatedClick(Click)
        case lead(Lead)
        /// Without a conversion while the journey has no campaign.
        case postback(Postback, Conversion?)
        /// The first click is unattributed no longer.
        case attribution
        /// The journey counts for another campaign than before.
        case move
        /// There was no room: counted if it equals the one of its kind before it, as a repeat does, else refused.
        case surplus(isEqualToLast: Bool)
    }

    /// How postbacks that waited for a campaign are mapped.
    package struct Mapping: Hashable, Sendable {
        /// Of the last one by arrival, which alone decides.
        package let last: Conversion
        /// For those before it.
        package let settings: Campaign.Settings
    }

    /// A postback that is stored already.
    package struct StoredPostback: Hashable, Sendable {
        package let parameters: Parameters
        package let createdAt: Timestamp

        package init(parameters: Parameters, createdAt: Timestamp) {
            self.parameters = parameters
            self.createdAt = createdAt
        }
    }
}

extension JourneyStep {
    /// The step of an event that arrives at `time`.
    ///
    /// `journey` is how it is now, nil when no event has carried the click id; `campaign` that of
    /// `event.campaignID(on:)`, nil when there is none; `lastPostback` the last one by arrival of a journey that waits
    /// for its click, and not read otherwise. Nor is `isEqualToLast` while `takes(event)` says that there is room:
    /// whether the last event of the same kind has the same parameters.
    package init(
        _ event: Event, at time: Timestamp, on journey: JourneyState?, of campaign: Campaign?,
        lastPostback: StoredPostback? = nil, isEqualToLast: Bool = false
    ) {
        if let journey, !journey.takes(event) {
            self.init(surplusOn: journey, isEqualToLast: isEqualToLast)
            return
        }
        var after = journey ?? JourneyState(clickID: event.clickID, createdAt: time)
        // Workers hand events over slightly out of order.
        after.lastActivityAt = max(after.lastActivityAt, time)
        after.byteCount += event.parameters.byteCount
        var mapping: Mapping?
        let row: Row
        switch event {
        case .click(let click) where after.clickedAt == nil:
            after.clickedAt = time
            after.hasParameters = !click.parameters.isEmpty
            mapping = campaign.flatMap { after.join($0, lastPostback) }
            row = .firstClick(click)
        case .click(let click):
            after.repeatCount += 1
            row = .repeatedClick(click)
        case .lead(let lead):
            after.leadCount += 1
            row = .lead(lead)
        case .postback(let postback):
            after.postbackCount += 1
            let conversion = campaign?.settings.conversion(of: postback.parameters, reportedAt: time)
            if let conversion { after.conversions = [conversion] }
            row = .postback(postback, conversion)
        }
        self.init(before: journey, after: after, row: row, earlierPostbacks: mapping)
    }

    private init(surplusOn journey: JourneyState, isEqualToLast: Bool) {
        var after = journey
        after.surplusCount += 1
        self.init(
            before: journey, after: after, row: .surplus(isEqualToLast: isEqualToLast), earlierPostbacks: nil)
    }

    /// The step that gives an unattributed journey to a campaign.
    package init(
        attributing journey: JourneyState, to campaign: Campaign, lastPostback: StoredPostback?
    ) {
        var after = journey
        let mapping = after.join(campaign, lastPostback)
        self.init(before: journey, after: after, row: .attribution, earlierPostbacks: mapping)
    }

    /// The step that moves a journey from its campaign to another one.
    package init(moving journey: JourneyState, to campaign: Campaign, lastPostback: StoredPostback?) {
        var after = journey
        let mapping = after.join(campaign, lastPostback)
        self.init(before: journey, after: after, row: .move, earlierPostbacks: mapping)
    }

    /// The step that takes a move back, once the postbacks mean again what they did; `conversion` is then that of the
    /// last one.
    package init(returning journey: JourneyState, to campaign: CampaignID, conversion: Conversion?) {
        var after = journey
        after.campaignID = campaign
        after.conversions = conversion.map { [$0] } ?? []
        self.init(before: journey, after: after, row: .move, earlierPostbacks: nil)
    }

    /// Whether the step lists its journey's first click among those that count for no campaign.
    package var isUnattributedClick: Bool {
        if case .firstClick = row { after.campaignID == nil } else { false }
    }

    /// What the sender may be told of it.
    package var recorded: Recorded {
        var isRepeat = false
        var isRefused = false
        switch row {
        case .repeatedClick: isRepeat = true
        case .surplus(let isEqualToLast): isRefused = !isEqualToLast
        case .firstClick, .lead, .postback, .attribution, .move: break
        }
        return Recorded(
            campaign: after.campaignID, isRepeat: isRepeat, isEarly: after.clickedAt == nil,
            isRefused: isRefused)
    }
}

extension JourneyState {
    /// Counts for a campaign from now on, and takes over what the last postback means there.
    fileprivate mutating func join(
        _ campaign: Campaign, _ lastPostback: JourneyStep.StoredPostback?
    ) -> JourneyStep.Mapping? {
        campaignID = campaign.id
        guard let lastPostback else { return nil }
        let last = campaign.settings.conversion(
            of: lastPostback.parameters, reportedAt: lastPostback.createdAt)
        conversions = [last]
        return JourneyStep.Mapping(last: last, settings: campaign.settings)
    }
}

extension Event {
    /// The campaign that decides what the event means: the one a click names, or its journey's; nil when none does.
    package func campaignID(on journey: JourneyState?) -> CampaignID? {
        switch self {
        case .click(let click): click.campaignID
        case .lead: nil
        case .postback: journey?.campaignID
        }
    }
}
