import JSON
import Tracking

/// The body of a request that moves clicks to a campaign.
///
/// `{"fromCampaignId":43,"periodStart":"2026-11-01"}`; with a `"periodEnd"` where it is not today, with a
/// `"timezone"` where it is not UTC, `"parameters":{"source":"facebook"}` where only such clicks are meant, and
/// `"dryRun":true` to change nothing.
struct SentMove {
    let move: ClickMove
    let isDryRun: Bool

    private static let names = [
        "fromCampaignId", "periodStart", "periodEnd", "parameters", "timezone", "dryRun",
    ]

    /// `now` decides what is today.
    init(_ body: JSONObject, to campaign: CampaignID, now: Timestamp) throws(RequestError) {
        var fields = BodyFields(body, names: Self.names)
        let from = fields.required("fromCampaignId", CampaignID.init(_:))
        let zone = fields.optional("timezone", Self.zone) ?? .utc
        let first = fields.required("periodStart", Self.day)
        let last = fields.optional("periodEnd", Self.day) ?? zone.day(of: now)
        let parameters = fields.optional("parameters", Self.filters) ?? []
        isDryRun = fields.optional("dryRun", FieldReading.literalOrBool) ?? false
        if from == campaign { fields.add(.sameCampaign, in: "fromCampaignId") }
        if let first, let last, first > last { fields.add(.afterPeriodEnd, in: "periodStart") }
        try fields.finish()
        guard let from, let first, let last,
            let move = ClickMove(
                from: from, to: campaign, during: ReportPeriod(first: first, last: last), in: zone,
                parameters: parameters)
        else { throw .invalidFields(fields.errors, source: .json) }
        self.move = move
    }

    private static func day(_ value: JSONText) throws(FieldProblem) -> ReportDay {
        guard value.kind != .null else { throw .null }
        guard let text = value.string else { throw .notDate }
        return try FieldReading.day(text)
    }

    private static func zone(_ value: JSONText) throws(FieldProblem) -> ReportZone {
        guard value.kind != .null else { throw .null }
        guard let text = value.string else { throw .notTimeZone }
        return try FieldReading.zone(text)
    }

    /// Each a string, or a number or bool by its JSON text.
    private static func filters(_ value: JSONText) throws(FieldProblem) -> [ClickMove.ParameterFilter] {
        guard value.kind != .null else { throw .null }
        guard let members = value.object?.members else { throw .notObject }
        var filters: [ClickMove.ParameterFilter] = []
        for member in members {
            let texts = (name: try text(member.name), text: try text(member.value))
            filters.append(ClickMove.ParameterFilter(name: texts.name, text: texts.text))
        }
        try ClickMove.check(filters)
        return filters
    }

    private static func text(_ value: JSONText) throws(FieldProblem) -> String {
        switch value.kind {
        case .string:
            guard !value.hasLoneSurrogate, let text = value.string else { throw .loneSurrogate }
            return text
        case .number, .bool: return String(decoding: value.bytes, as: UTF8.self)
        case .null: throw .null
        case .object, .array: throw .notString
        }
    }
}
