import HTTP
import Tracking

extension ReportChoice {
    /// Reads the fields of a query; `now` decides what is today. What is wrong is gathered in `fields`, and the usual taken for
    /// it.
    init(_ fields: inout QueryFields, of campaign: CampaignID?, now: Timestamp) {
        let isFromForm = fields.isFromForm
        let by = fields.chosen("by", FieldReading.choice) ?? Division.campaign
        groupParameters = fields.chosenGroupParameters()
        // Whatever is grouped has no other lines.
        subject = campaign.map(Subject.campaign) ?? .all(by: groupParameters.isEmpty ? by : .campaign)
        zone = fields.chosen("timezone", FieldReading.zone) ?? .utc
        let recent = fields.chosen("period", FieldReading.choice) ?? Recent.usual
        days = .recent(recent)
        filter = fields.chosenFilter()
        sorting = fields.chosen("sortBy") { $0 }.map { word in
            Sorting(word: word, order: fields.chosen("sortOrder", FieldReading.choice) ?? .descending)
        }
        let first = fields.chosen("periodStart", FieldReading.day)
        let last = fields.chosen("periodEnd", FieldReading.day)
        guard first != nil || last != nil, let today = zone.day(of: now) else { return }
        // Either alone is a day up to today, or one day.
        let period = ReportPeriod(first: first ?? last ?? today, last: last ?? max(today, first ?? today))
        let maximum = StatisticsQuery.maximumDayCount(groupedBy: groupParameters)
        if period.dayCount > maximum {
            fields.add(.tooManyDays(maximum: maximum), in: "periodEnd")
        } else if period.dayCount == 0 {
            fields.add(.afterPeriodEnd, in: "periodStart")
        } else if !isFromForm || period != recent.period(today: today) {
            // A form sends the days that it shows, which may be those of the words in the address.
            days = .own(period)
        }
    }

    func period(now: Timestamp) -> ReportPeriod {
        switch days {
        case .own(let period): return period
        case .recent(let recent):
            // A clock before 1970 is wrong, and such a day has no event.
            return recent.period(today: zone.day(of: now) ?? .first)
        }
    }
}

extension QueryFields {
    /// Whether a form of ours was sent, rather than a link followed.
    var isFromForm: Bool { text("apply") != nil }

    /// A field of a form, which a browser sends empty where nothing was chosen.
    fileprivate mutating func chosen<Value>(
        _ name: String, _ read: (String) throws(FieldProblem) -> Value
    ) -> Value? {
        guard let text = text(name), !text.isEmpty else { return nil }
        return optional(name, read)
    }

    /// A list, `a,b`; a form sends a field for each.
    fileprivate mutating func chosenGroupParameters() -> [String] {
        let list = texts(named: "groupParameters").joined(separator: ",")
        let names = StatisticsQuery.parameterNames(in: list)
        let maximum = StatisticsQuery.maximumGroupParameterCount
        if names.count > maximum { add(.tooMany(maximum: maximum), in: "groupParameters") }
        return Array(names.prefix(maximum))
    }

    /// With the one that a form adds: its name and its value are fields of their own there.
    fileprivate mutating func chosenFilter() -> JourneyFilter {
        var filter = JourneyFilter(
            status: chosen("status", LeadsQuery.StatusFilter.init(_:)), parameters: parameterFilters())
        if let name = text("filterName"), !name.isEmpty {
            let added = LeadsQuery.ParameterFilter(name: name, text: text("filterValue") ?? "")
            if !filter.parameters.contains(added) { filter.parameters.append(added) }
        }
        return filter
    }
}
