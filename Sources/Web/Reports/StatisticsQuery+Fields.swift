import Tracking

extension StatisticsQuery {
    /// Reads the fields of a query; `now` decides what is today.
    init(_ fields: QueryFields, now: Timestamp) throws(RequestError) {
        var fields = fields
        let campaign = fields.campaignID()
        let zone = fields.zone()
        let period = fields.period(today: zone.day(of: now))
        let groupParameters = fields.groupParameters()
        let skips = fields.optional("skipClicksWithoutParameters", FieldReading.bool) ?? false
        try fields.finish()
        guard let campaign, let period else { throw .invalidFields(fields.errors, source: .query) }
        self.init(
            campaign: campaign, period: period, zone: zone, groupParameters: groupParameters,
            skipsClicksWithoutParameters: skips)
    }
}
