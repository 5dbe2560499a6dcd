import JSON
import Tracking

/// Reading a campaign's settings from a body.
extension Campaign.Settings {
    fileprivate static let names = [
        "name", "costModel", "costValue", "currency", "statusMapper", "internalProcessUrl",
    ]

    /// A new campaign's: everything must be there, though the mapper may be null.
    init(_ body: JSONObject) throws(RequestError) {
        var fields = BodyFields(body, names: Self.names)
        let name = fields.required("name", Campaign.Settings.name)
        let costModel = fields.required("costModel", CostModel.init(_:))
        let amount = fields.required("costValue", Money.init(_:))
        let currency = fields.required("currency", Currency.init(_:))
        if fields["statusMapper"] == nil { fields.add(.missing, in: "statusMapper") }
        let mapper = fields.statusMapper()
        fields.expectNull("internalProcessUrl")
        try fields.finish()
        guard let name, let costModel, let amount, let currency else {
            throw .invalidFields(fields.errors, source: .json)
        }
        self.init(
            name: name, costModel: costModel, cost: Payout(amount: amount, currency: currency),
            statusMapper: mapper)
    }
}

extension Campaign.Change {
    /// What a body changes of an existing campaign: all that is there and nothing else, 0 and null included.
    init(_ body: JSONObject) throws(RequestError) {
        var fields = BodyFields(body, names: Campaign.Settings.names + ["archived"])
        self.init(
            name: fields.optional("name", Campaign.Settings.name),
            costModel: fields.optional("costModel", CostModel.init(_:)),
            amount: fields.optional("costValue", Money.init(_:)),
            currency: fields.optional("currency", Currency.init(_:)),
            isArchived: fields.optional("archived", FieldReading.literalOrBool))
        let mapper = fields.statusMapper()
        if fields["statusMapper"] != nil { statusMapper = .some(mapper) }
        fields.expectNull("internalProcessUrl")
        try fields.finish()
    }
}

extension BodyFields {
    /// nil for null, for a missing one, and, with its errors added, for a wrong one.
    fileprivate mutating func statusMapper() -> StatusMapper? {
        guard let value = self["statusMapper"], value.kind != .null else { return nil }
        do {
            return try StatusMapper(value)
        } catch {
            add(error)
            return nil
        }
    }
}
