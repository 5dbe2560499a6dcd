import Tracking

/// Something that is not as it should be, or is not as usual: for people, with its cure.
package enum Alert: Hashable, Sendable {
    /// Clicks that sent the number of no campaign; `meant` is the one that has that number by now, or else the one
    /// that was meant, perhaps.
    case unknownCampaign(UnattributedClicks, meant: CampaignReference?)
    /// Clicks of still more such numbers.
    case moreUnknownCampaigns(clicks: Int64)
    /// Leads and postbacks of the last day.
    case eventsWithoutClick(EventsWithoutClick)
    /// Latest postbacks that became trash, and why.
    case trash(TrashCause, of: CampaignReference, postbacks: Int)
    /// A parameter in the latest events, and in which kinds of them; nil: of no campaign.
    case placeholder(
        name: String, value: String, of: CampaignReference?, events: Int, in: Set<LatestEvent.Kind>)
    /// In the last hour.
    case refusedRequests(count: Int64, mostly: RefusalReason)
    /// A campaign without any event for much longer than usual.
    case silentCampaign(
        CampaignReference, lastEventAt: Timestamp, silentMilliseconds: Int64, usualMilliseconds: Int64)
    case diskNearlyFull(freeBytes: Int64, neededBytes: Int64)
    case noBackup
    case oldBackup(BackupRecord)
    /// Events are there that come later than now.
    case clockWentBack(latestEventAt: Timestamp, aheadMilliseconds: Int64)

    package enum TrashCause: Hashable, Sendable {
        case noMapper
        case noWord(parameter: String)
        case unknownWord(String, parameter: String)
    }

    package enum Severity: String, CaseIterable, Sendable {
        case error, warning, info
    }

    /// What it is about.
    package enum Source: String, CaseIterable, Sendable {
        case tracking, mapping, storage, clock
    }

    /// The word by which a program knows its kind.
    package enum Code: String, CaseIterable, Sendable {
        case unknownCampaign, eventsWithoutClick, unmappedPostbacks, unfilledPlaceholder, refusedRequests
        case silentCampaign, diskNearlyFull, backupMissing, backupTooOld, clockWentBack
    }
}

extension Alert {
    package var code: Code {
        switch self {
        case .unknownCampaign, .moreUnknownCampaigns: .unknownCampaign
        case .eventsWithoutClick: .eventsWithoutClick
        case .trash: .unmappedPostbacks
        case .placeholder: .unfilledPlaceholder
        case .refusedRequests: .refusedRequests
        case .silentCampaign: .silentCampaign
        case .diskNearlyFull: .diskNearlyFull
        case .noBackup: .backupMissing
        case .oldBackup: .backupTooOld
        case .clockWentBack: .clockWentBack
        }
    }

    package var source: Source {
        switch self {
        case .unknownCampaign, .moreUnknownCampaigns, .eventsWithoutClick, .refusedRequests, .silentCampaign,
            .placeholder:
            .tracking
        case .trash: .mapping
        case .diskNearlyFull, .noBackup, .oldBackup: .storage
        case .clockWentBack: .clock
        }
    }

    package var severity: Severity {
        switch self {
        // Events will be refused.
        case .diskNearlyFull(let free, let needed): free < needed ? .error : .warning
        // Days of reports and the order of events are wrong.
        case .clockWentBack: .error
        case .unknownCampaign, .moreUnknownCampaigns, .trash, .placeholder, .silentCampaign, .noBackup,
            .oldBackup:
            .warning
        case .eventsWithoutClick, .refusedRequests: .info
        }
    }
}
