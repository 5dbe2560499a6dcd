import Tracking

/// The fields of a report: which campaign, which days, in which time zone.
extension QueryFields {
    mutating func campaignID() -> CampaignID? {
        required("campaignId", FieldReading.campaignID)
    }

    /// UTC unless another one is asked for.
    mutating func zone() -> ReportZone {
        optional("timezone", FieldReading.zone) ?? .utc
    }

    /// From `periodStart`, which must be there, to `periodEnd`, today by default, at most so many days; a reversed one
    /// is empty.
    mutating func period(today: ReportDay?, maximumDayCount: Int) -> ReportPeriod? {
        let first = required("periodStart", FieldReading.day)
        let last = optional("periodEnd", FieldReading.day) ?? today
        guard let first, let last else { return nil }
        let period = ReportPeriod(first: first, last: last)
        if period.dayCount > maximumDayCount {
            add(.tooManyDays(maximum: maximumDayCount), in: "periodEnd")
        }
        return period
    }

    /// At most as many names as groups may be nested.
    mutating func groupParameters() -> [String] {
        let names = StatisticsQuery.parameterNames(in: text("groupParameters") ?? "")
        let maximum = StatisticsQuery.maximumGroupParameterCount
        if names.count > maximum { add(.tooMany(maximum: maximum), in: "groupParameters") }
        return names
    }
}
