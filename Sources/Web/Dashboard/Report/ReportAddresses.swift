import HTTP
import Tracking

/// Where the lines of a report lead.
struct ReportAddresses {
    /// Of the dashboard.
    let base: String
    let choice: ReportChoice
    let period: ReportPeriod
    /// Of the parameters that the lines have values of.
    let names: [String]

    func address(of choice: ReportChoice) -> String { base + choice.address }

    /// To the journeys that a line counts as clicks, or to the report of its day or its campaign; nil where no list has
    /// just those.
    func address(of path: [ReportNode.Name]) -> String? {
        switch path.last {
        case .campaign(let campaign)?:
            return address(
                of: choice.with {
                    $0.subject = .campaign(campaign.id)
                    $0.sorting = nil
                })
        case .day(let day)?:
            let period = ReportPeriod(first: day, last: day)
            if case .campaign = choice.subject { return journeys(.all, of: period, choice.filter) }
            return address(
                of: choice.with {
                    $0.subject = .all(by: .campaign)
                    $0.days = .own(period)
                    $0.sorting = nil
                })
        case .value?:
            var filter = choice.filter
            for (name, part) in zip(names, path) {
                // No field of an address is of a parameter without a name.
                guard case .value(let key) = part, !name.isEmpty else { return nil }
                filter.add(key, of: name)
            }
            return journeys(.all, of: period, filter)
        case nil: return nil
        }
    }

    /// To the journeys of the report that have a status.
    func address(of status: LeadStatus) -> String? {
        var filter = choice.filter
        filter.status = .status(status)
        return journeys(.leads, of: period, filter)
    }

    private func journeys(
        _ scope: LeadsQuery.Scope, of period: ReportPeriod, _ filter: JourneyFilter
    ) -> String? {
        guard case .campaign(let campaign) = choice.subject else { return nil }
        let address = LeadsAddress(scope, of: campaign, period, in: choice.zone, filter)
        return address.isShort ? base + "/leads?" + address.text : nil
    }
}

extension JourneyFilter {
    /// Leaves those journeys that a line with this key counts.
    fileprivate mutating func add(_ key: GroupKey, of name: String) {
        guard let text = key.text else { return missing.append(name) }
        parameters.append(
            LeadsQuery.ParameterFilter(name: name, text: String(decoding: text, as: UTF8.self)))
    }
}
