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

    /// To the journeys of a line, or to the report of its day or its campaign; nil where no list has just those.
    func address(of path: [ReportNode.Name]) -> String? {
        switch path.last {
        case .campaign(let campaign)?:
            return address(
                of: choice.with {
                    $0.subject = .campaign(campaign.id)
                    $0.sorting = nil
                })
        case .day(let day)?:
            if let journeys = journeys(of: ReportPeriod(first: day, last: day), choice.filter) {
                return journeys
            }
            return address(
                of: choice.with {
                    $0.subject = .all(by: .campaign)
                    $0.days = .own(ReportPeriod(first: day, last: day))
                    $0.sorting = nil
                })
        case .value?:
            var filter = choice.filter
            for (name, part) in zip(names, path) {
                // Nothing in an address says that a parameter is missing.
                guard case .value(let key) = part, let text = key.text else { return nil }
                filter.parameters.append(
                    LeadsQuery.ParameterFilter(name: name, text: String(decoding: text, as: UTF8.self)))
            }
            return journeys(of: period, filter)
        case nil: return nil
        }
    }

    /// To the journeys of the report that have a status.
    func address(of status: LeadStatus) -> String? {
        var filter = choice.filter
        filter.status = .status(status)
        return journeys(of: period, filter)
    }

    private func journeys(of period: ReportPeriod, _ filter: JourneyFilter) -> String? {
        guard case .campaign(let campaign) = choice.subject else { return nil }
        var pairs = [
            (name: "campaignId", value: "\(campaign)"), (name: "periodStart", value: "\(period.first)"),
            (name: "periodEnd", value: "\(period.last)"),
        ]
        if choice.zone != .utc { pairs.append((name: "timezone", value: choice.zone.identifier)) }
        return base + "/leads?" + QueryString.text(pairs + filter.pairs)
    }
}
