import JSON
import Tracking

extension JSONText {
    init(_ text: String) throws {
        try self.init(parsing: Array(text.utf8))
    }
}

extension EventFields {
    init(body: String) throws {
        try self.init(json: JSONObject(parsing: Array(body.utf8)))
    }

    init(_ pairs: KeyValuePairs<String, String>) {
        self.init(pairs: pairs.map { (name: Array($0.key.utf8), value: Array($0.value.utf8)) })
    }
}

extension ClickID {
    static let sample = ClickID(high: 0x8f1b_5c6e_7a3d_4d20, low: 0xa7f1_12a2_b8f7_a9c1)
}

extension Campaign {
    struct NoSuchCampaign: Error {}

    /// `status=approved` is accept, `hold` is expect, `declined` is reject; `cost` is in whole units of the currency.
    static func sample(
        _ number: Int64 = 42, cost: Int64 = 10, currency: String = "usd", mapper: String? = sampleMapper
    ) throws -> Campaign {
        guard let id = CampaignID(number), let currency = Currency(currency) else { throw NoSuchCampaign() }
        let settings = Settings(
            name: "Rings", costModel: .cpa,
            cost: Payout(amount: Money(hundredThousandths: cost * Money.unit), currency: currency),
            statusMapper: try mapper.map(StatusMapper.init(json:)))
        return Campaign(id: id, createdAt: Timestamp(milliseconds: 0), settings: settings)
    }

    static let sampleMapper = """
        {"parameter":"status","mapping":{"approved":"accept","hold":"expect","declined":"reject"}}
        """
}

extension Parameters {
    static func status(_ word: String) -> Parameters { Parameters(json: #"{"status":"\#(word)"}"#) }
}

extension FieldErrors {
    /// Wrong fields as an answer shows them: `clickId: Not a valid UUID.`
    var lines: [String] {
        fields.flatMap { field in field.messages.map { "\(field.name): \($0)" } }
    }
}

/// The lines of the error that reading something throws; empty when it throws none.
func lines<Input, Value>(
    of input: Input, as make: (Input) throws(FieldErrors) -> Value
) -> [String] {
    do throws(FieldErrors) {
        _ = try make(input)
        return []
    } catch {
        return error.lines
    }
}

/// The message of the problem that reading a value throws; nil when it throws none.
func message<Value>(of value: JSONText, as make: (JSONText) throws(FieldProblem) -> Value) -> String? {
    do throws(FieldProblem) {
        _ = try make(value)
        return nil
    } catch {
        return error.message
    }
}
