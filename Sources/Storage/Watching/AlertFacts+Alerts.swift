import Tracking

/// What follows from the facts.
extension AlertFacts {
    /// Of each kind; further ones would not be read.
    private static let limit = 10
    /// A clock that is set right by less is no matter.
    private static let clockToleranceMilliseconds: Int64 = 60_000

    /// The worst first. `pauses` are those of campaigns that may be silent.
    package func alerts(
        at time: Timestamp, pauses: [CampaignID: UsualPause], disk: DiskRoom?
    ) -> [Alert] {
        let all =
            alertsOnClock(time) + alertsOnDisk(disk) + alertsOnCampaigns + alertsOnTrash
            + alertsOnPlaceholders
            + alertsOnSilence(time, pauses) + alertsOnBackup(time) + alertsOnEventsWithoutClick
            + alertsOnRefusals
        return Alert.Severity.allCases.flatMap { severity in all.filter { $0.severity == severity } }
    }

    private var alertsOnCampaigns: [Alert] {
        let shown = campaigns.filter { !$0.settings.isArchived }.map(\.id)
        let alerts = unknownCampaigns.map { clicks in
            let sent = clicks.sentCampaignID
            // A campaign that has the number by now is the one that was meant, archived or not.
            let meant = reference(sent) ?? sent.meaning(among: shown).flatMap(reference)
            return Alert.unknownCampaign(clicks, meant: meant)
        }
        return alerts + (moreUnknownClicks > 0 ? [.moreUnknownCampaigns(clicks: moreUnknownClicks)] : [])
    }

    private var alertsOnEventsWithoutClick: [Alert] {
        eventsWithoutClick.journeys > 0 ? [.eventsWithoutClick(eventsWithoutClick)] : []
    }

    private var alertsOnTrash: [Alert] {
        let settings = Dictionary(campaigns.map { ($0.id, $0.settings) }) { first, _ in first }
        var counts = Counts<TrashKey>()
        for event in events where event.conversion?.status == .trash {
            guard let id = event.campaign, let campaign = settings[id], !campaign.isArchived,
                let parameters = event.parameters,
                let cause = Alert.TrashCause(campaign.remarkOnTrash(parameters))
            else { continue }
            counts.add(TrashKey(campaign: id, cause: cause))
        }
        return counts.largest(Self.limit).compactMap { key, count in
            reference(key.campaign).map { Alert.trash(key.cause, of: $0, postbacks: count) }
        }
    }

    private var alertsOnPlaceholders: [Alert] {
        let archived = Set(campaigns.filter(\.settings.isArchived).map(\.id))
        var counts = Counts<PlaceholderKey>()
        var kinds: [PlaceholderKey: Set<LatestEvent.Kind>] = [:]
        for event in events where !(event.campaign.map(archived.contains) ?? false) {
            for (name, value) in event.parameters?.placeholders ?? [] {
                let key = PlaceholderKey(
                    campaign: event.campaign, name: Array(name.utf8), value: Array(value.utf8))
                guard counts.add(key) else { continue }
                kinds[key, default: []].insert(event.kind)
            }
        }
        return counts.largest(Self.limit).map { key, count in
            .placeholder(
                name: String(decoding: key.name, as: UTF8.self),
                value: String(decoding: key.value, as: UTF8.self),
                of: key.campaign.flatMap(reference), events: count, in: kinds[key] ?? [])
        }
    }

    private var alertsOnRefusals: [Alert] {
        let count = refusals.values.reduce(0) { $0 + $1.refused }
        let most = refusals.max { ($0.value.refused, $1.key.rawValue) < ($1.value.refused, $0.key.rawValue) }
        guard count > 0, let most else { return [] }
        return [.refusedRequests(count: count, mostly: most.key)]
    }

    private func alertsOnSilence(_ time: Timestamp, _ pauses: [CampaignID: UsualPause]) -> [Alert] {
        let silent = campaigns.compactMap { campaign -> Alert? in
            guard !campaign.settings.isArchived, let pause = pauses[campaign.id],
                let last = lastActivity[campaign.id]
            else { return nil }
            let silence = time.milliseconds - last.milliseconds
            guard silence > UsualPause.factor * pause.milliseconds else { return nil }
            return .silentCampaign(
                CampaignReference(id: campaign.id, name: campaign.settings.name), lastEventAt: last,
                silentMilliseconds: silence, usualMilliseconds: pause.milliseconds)
        }
        return Array(silent.prefix(Self.limit))
    }

    private func alertsOnDisk(_ disk: DiskRoom?) -> [Alert] {
        guard let disk, disk.freeBytes < 2 * disk.neededBytes else { return [] }
        return [.diskNearlyFull(freeBytes: disk.freeBytes, neededBytes: disk.neededBytes)]
    }

    /// A database without events needs none, and one of today has time until the first night.
    private func alertsOnBackup(_ time: Timestamp) -> [Alert] {
        guard let firstEventAt, BackupRecord.isOverdue(since: firstEventAt, at: time) else { return [] }
        guard let lastBackup else { return [.noBackup] }
        return BackupRecord.isOverdue(since: lastBackup.madeAt, at: time) ? [.oldBackup(lastBackup)] : []
    }

    private func alertsOnClock(_ time: Timestamp) -> [Alert] {
        guard let latestEventAt else { return [] }
        let ahead = latestEventAt.milliseconds - time.milliseconds
        guard ahead > Self.clockToleranceMilliseconds else { return [] }
        return [.clockWentBack(latestEventAt: latestEventAt, aheadMilliseconds: ahead)]
    }

    private func reference(_ id: CampaignID) -> CampaignReference? {
        campaigns.first { $0.id == id }.map { CampaignReference(id: id, name: $0.settings.name) }
    }
}

/// What the disk of a database has left, and what events need of it.
package struct DiskRoom: Hashable, Sendable {
    package let freeBytes: Int64
    package let neededBytes: Int64

    package init(freeBytes: Int64, neededBytes: Int64) {
        self.freeBytes = freeBytes
        self.neededBytes = neededBytes
    }
}

private struct TrashKey: Hashable {
    let campaign: CampaignID
    let cause: Alert.TrashCause
}

/// By bytes: two spellings of one letter are two names.
private struct PlaceholderKey: Hashable {
    let campaign: CampaignID?
    let name: [UInt8]
    let value: [UInt8]
}

/// How often each came. Strangers choose what comes, so that only the first different ones are counted.
private struct Counts<Key: Hashable> {
    private var counts: [Key: (count: Int, place: Int)] = [:]

    private static var limit: Int { 1_000 }

    /// - Returns: Whether it is counted.
    @discardableResult
    mutating func add(_ key: Key) -> Bool {
        let place = counts.count
        guard counts[key] != nil || place < Self.limit else { return false }
        counts[key, default: (count: 0, place: place)].count += 1
        return true
    }

    /// The most frequent first, and of equal ones what came last.
    func largest(_ limit: Int) -> [(Key, Int)] {
        let sorted = counts.sorted { ($0.value.count, -$0.value.place) > ($1.value.count, -$1.value.place) }
        return sorted.prefix(limit).map { ($0.key, $0.value.count) }
    }
}

extension Alert.TrashCause {
    /// nil where it is trash by the mapper's own word, and where the word is a placeholder, of which another alert tells.
    fileprivate init?(_ remark: EventRemark?) {
        switch remark {
        case .noMapper: self = .noMapper
        case .noWord(let parameter): self = .noWord(parameter: parameter)
        case .unknownWord(let word, let parameter):
            guard !Placeholder.isOne(word) else { return nil }
            self = .unknownWord(word.shortened, parameter: parameter)
        case .withoutClick, .unknownCampaign, .beforeItsCampaign, .knownSince, .noPayout, .placeholder,
            .numberAsText, nil:
            return nil
        }
    }
}
