import HTML
import Tracking

/// The fields that choose another report.
struct ReportForm {
    let addresses: ReportAddresses
    let days: DayFields
    /// What the clicks have, the most frequent first.
    let parameters: [String]

    /// Further ones are rare, and may stand in an address.
    private static let offeredParameterCount = 50

    private var choice: ReportChoice { addresses.choice }

    var form: ReportPage.Form {
        ReportPage.Form(
            action: addresses.base + choice.path,
            days: (first: days.first, last: days.last), zones: zones,
            statuses: statuses, groupings: groupings,
            names: names.isEmpty ? [] : options(chosen: nil, nothing: "–"), kept: kept)
    }

    private var zones: [ReportPage.Choice] {
        let chosen = choice.zone.identifier
        let names = ReportZone.offered.contains(chosen) ? ReportZone.offered : [chosen] + ReportZone.offered
        return names.map { ReportPage.Choice($0, $0, isChosen: $0 == chosen) }
    }

    private var statuses: [ReportPage.Choice] {
        let chosen = choice.filter.status?.word ?? ""
        let words = LeadStatus.allCases.map { (text: $0.title, value: $0.rawValue) }
        return ([(text: "any", value: "")] + words + [(text: "no postback", value: "none")]).map {
            ReportPage.Choice($0.text, $0.value, isChosen: $0.value == chosen)
        }
    }

    /// Those in force, and one more.
    private var groupings: [ReportPage.Grouping] {
        guard !names.isEmpty else { return [] }
        let count = min(choice.groupParameters.count + 1, StatisticsQuery.maximumGroupParameterCount)
        return (0..<count).map { place in
            let chosen = place < choice.groupParameters.count ? choice.groupParameters[place] : nil
            return ReportPage.Grouping(
                place == 0 ? "Group by" : "then by", place: place,
                options(chosen: chosen, nothing: place == 0 ? ungrouped : "nothing"))
        }
    }

    /// What the lines are without any group.
    private var ungrouped: String {
        choice.subject == .all(by: .campaign) ? "campaigns" : "days"
    }

    /// A comma would part a name in two.
    private var names: [String] {
        let offered = parameters.prefix(Self.offeredParameterCount).filter {
            !$0.isEmpty && !$0.contains(",")
        }
        return offered
            + choice.groupParameters.filter { name in !offered.contains { $0.utf8.elementsEqual(name.utf8) } }
    }

    private func options(chosen: String?, nothing: String) -> [ReportPage.Choice] {
        [ReportPage.Choice(nothing, "", isChosen: chosen == nil)]
            + names.map { name in
                ReportPage.Choice(
                    name, name, isChosen: chosen.map { $0.utf8.elementsEqual(name.utf8) } ?? false)
            }
    }

    /// What no field of the form shows.
    private var kept: [ReportPage.Kept] {
        let others = choice.with {
            if case .own = $0.days { $0.days = .recent(.usual) }
            $0.zone = .utc
            $0.groupParameters = []
            $0.filter.status = nil
        }
        return others.pairs.map { ReportPage.Kept(name: $0.name, value: $0.value) }
    }

    var periods: [ReportPage.Choice] {
        ReportChoice.Recent.allCases.map { recent in
            ReportPage.Choice(
                recent.title, addresses.address(of: choice.with { $0.days = .recent(recent) }),
                isChosen: choice.days == .recent(recent))
        }
    }

    var chips: [ReportPage.Chip] {
        let status = choice.filter.status.map { status in
            ReportPage.Chip(
                status == .noStatus ? "no postback" : "status is \(status.word)",
                without: addresses.address(of: choice.with { $0.filter.status = nil }))
        }
        return (status.map { [$0] } ?? [])
            + choice.filter.parameters.enumerated().map { place, filter in
                ReportPage.Chip(
                    "\(filter.name) is \(filter.text)",
                    without: addresses.address(of: choice.with { $0.filter.parameters.remove(at: place) }))
            }
    }
}

extension ReportChoice.Recent {
    var title: String {
        switch self {
        case .today: "Today"
        case .yesterday: "Yesterday"
        case .sevenDays: "7 days"
        case .thirtyDays: "30 days"
        }
    }
}
