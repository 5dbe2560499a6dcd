import Tracking

extension StatisticsQuery {
    /// Reads the fields of a query; `now` decides what is today.
    init(_ fields: QueryFields, now: Timestamp) throws(RequestError) {
        var fields = fields
        let campaign = fields.campaignID()
        let zone = fields.zone()
        let groupParameters = fields.groupParameters()
        let period = fields.period(
            today: zone.day(of: now), maximumDayCount: Self.maximumDayCount(groupedBy: groupParameters))
        let filter = fields.journeyFilter()
        let skips = fields.optional("skipClicksWithoutParameters", FieldReading.bool) ?? false
        let isSparse = fields.optional("sparse", FieldReading.bool) ?? false
        fields.refuseNearMisses(
            of: [
                "periodStart", "periodEnd", "timezone", "groupParameters", "skipClicksWithoutParameters",
                "status",
            ],
            behind: [QueryFields.parameterPrefix], others: ["campaignId", "format", "raw", "bom", "sparse"])
        try fields.finish()
        guard let campaign, let period else { throw .invalidFields(fields.errors, source: .query) }
        self.init(
            campaign: campaign, period: period, zone: zone, groupParameters: groupParameters,
            skipsClicksWithoutParameters: skips)
        self.isSparse = isSparse
        self.filter = filter
    }
}
