import GRDB
import JSON
import Storage
import TestSupport
import Tracking

/// A group of a day, its outer groups first.
struct GroupPlace: Hashable {
    let day: Int
    let path: [GroupKey]
}

extension RecordingStore {
    /// The groups of a report by a plain loop over the journeys.
    func naiveGroups(_ query: StatisticsQuery) throws -> [GroupPlace: Tally] {
        var tallies: [GroupPlace: Tally] = [:]
        for row in try clickRows(of: query.campaign) {
            let parameters = Parameters(json: row["parameters"])
            guard let day = query.zone.day(of: Timestamp(milliseconds: row["clicked_at"])),
                query.period.first <= day, day <= query.period.last,
                !query.skipsClicksWithoutParameters || parameters.json != "{}"
            else { continue }
            let path = query.groupParameters.map { parameters.groupKey(of: Array($0.utf8)) }
            let place = GroupPlace(day: day.number, path: path)
            tallies[place, default: Tally()].clicks += 1
            guard let status = (row["status"] as String?).flatMap(LeadStatus.init(rawValue:)) else {
                continue
            }
            var conversion = Tally.Conversions(leads: 1)
            if let payout: Int64 = row["payout"], let code: String = row["currency"],
                let currency = Currency(stored: code)
            {
                conversion.payouts.add(MoneySum(Money(hundredThousandths: payout)), in: currency)
            }
            tallies[place, default: Tally()][status] += conversion
        }
        return tallies
    }

    /// In how many of the campaign's clicks each name is.
    func naiveNameCounts(of campaign: CampaignID) throws -> [[UInt8]: Int] {
        try clickRows(of: campaign).reduce(into: [:]) { counts, row in
            for member in Parameters(json: row["parameters"]).members {
                // A name that cannot be shown is repaired like a key.
                counts[GroupKey(member.name).text ?? [], default: 0] += 1
            }
        }
    }

    /// All values of a parameter that can be shown.
    func naiveValues(of campaign: CampaignID, parameter: String) throws -> Set<GroupKey> {
        let keys = try clickRows(of: campaign).map {
            Parameters(json: $0["parameters"]).groupKey(of: Array(parameter.utf8))
        }
        return Set(keys).subtracting([.missing])
    }

    private func clickRows(of campaign: CampaignID) throws -> [Row] {
        try otherConnection().read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT clicked_at, status, payout, currency, parameters FROM journey WHERE campaign_id = ?
                    """,
                arguments: [campaign.number])
        }
    }
}

extension Statistics {
    /// The innermost groups.
    var groups: [GroupPlace: Tally] {
        var groups: [GroupPlace: Tally] = [:]
        for day in days {
            for group in day.groups {
                group.leaves(of: GroupPlace(day: day.day.number, path: []), into: &groups)
            }
        }
        return groups
    }
}

extension ReportGroup {
    fileprivate func leaves(of outer: GroupPlace, into leaves: inout [GroupPlace: Tally]) {
        let place = GroupPlace(day: outer.day, path: outer.path + [key])
        if groups.isEmpty { leaves[place] = figures.tally }
        for group in groups { group.leaves(of: place, into: &leaves) }
    }
}
