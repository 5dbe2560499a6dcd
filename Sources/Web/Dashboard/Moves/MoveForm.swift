import HTML
import HTTP
import Tracking

/// Which clicks are to be moved, as the fields of a form say it.
struct MoveForm: Sendable {
    let from: CampaignID?
    let to: CampaignID?
    let first: ReportDay?
    let last: ReportDay?
    let zone: ReportZone
    let parameters: [LeadsQuery.ParameterFilter]

    /// Reads the fields; what is wrong in them is noted there. What is left empty counts as missing; the last day is today
    /// then.
    init(_ fields: inout QueryFields, now: Timestamp) {
        from = fields.filled("fromCampaignId", FieldReading.campaignID)
        to = fields.filled("campaignId", FieldReading.campaignID)
        zone = fields.filled("timezone", FieldReading.zone) ?? .utc
        first = fields.filled("periodStart", FieldReading.day)
        last = fields.filled("periodEnd", FieldReading.day) ?? zone.day(of: now)
        var parameters = fields.parameterFilters()
        if let name = fields.text("filterName"), !name.isEmpty {
            parameters.append(LeadsQuery.ParameterFilter(name: name, text: fields.text("filterValue") ?? ""))
        }
        self.parameters = parameters
        check(&fields)
    }

    private func check(_ fields: inout QueryFields) {
        for name in ["fromCampaignId", "campaignId", "periodStart"] where fields.text(name)?.isEmpty != false
        {
            fields.add(.missing, in: name)
        }
        if let from, from == to { fields.add(.sameCampaign, in: "campaignId") }
        if let first, let last, first > last { fields.add(.afterPeriodEnd, in: "periodStart") }
        do {
            try ClickMove.check(parameters)
        } catch {
            fields.add(error, in: QueryFields.parameterPrefix + "NAME")
        }
    }

    /// nil while something is missing or wrong.
    var move: ClickMove? {
        guard let from, let to, let first, let last else { return nil }
        return ClickMove(
            from: from, to: to, during: ReportPeriod(first: first, last: last), in: zone,
            parameters: parameters)
    }

    /// The same as fields of another form.
    var pairs: [(name: String, value: String)] {
        let texts = [
            ("fromCampaignId", from?.description), ("campaignId", to?.description),
            ("periodStart", first?.description), ("periodEnd", last?.description),
            ("timezone", zone.identifier),
        ]
        return texts.compactMap { name, text in text.map { (name: name, value: $0) } }
            + parameters.map { (name: QueryFields.parameterPrefix + $0.name, value: $0.text) }
    }
}
