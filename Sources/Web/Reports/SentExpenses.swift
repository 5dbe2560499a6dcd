import JSON
import Tracking

/// The body of a request that sets expenses.
///
/// `{"campaignId":42,"distributionParameter":"source","dates":[...]}`, each date being
/// `{"date":"2025-01-31","distribution":{"facebook":12.5}}`, with a `"currency"` where it is not the campaign's of now.
struct SentExpenses {
    let campaignID: CampaignID
    let distributionParameter: String
    let days: [DayExpenses]

    init(_ body: JSONObject) throws(RequestError) {
        var fields = BodyFields(body, names: ["campaignId", "distributionParameter", "dates"])
        let campaignID = fields.required("campaignId", CampaignID.init(_:))
        let parameter = fields.required("distributionParameter", Self.parameter)
        let dates = fields.required("dates", Self.dates) ?? []
        let days = dates.enumerated().compactMap { index, date in Self.day(date, index, &fields) }
        try fields.finish()
        guard let campaignID, let parameter else { throw .invalidFields(fields.errors, source: .json) }
        self.campaignID = campaignID
        distributionParameter = parameter
        self.days = days.lastOfEach
    }

    private static func parameter(_ value: JSONText) throws(FieldProblem) -> String {
        guard value.kind != .null else { throw .null }
        guard let name = value.string else { throw .notString }
        guard !value.hasLoneSurrogate else { throw .loneSurrogate }
        guard !name.isEmpty else { throw .tooShort(minimum: 1) }
        return name
    }

    /// Counted before anything else is read of them.
    private static func dates(_ value: JSONText) throws(FieldProblem) -> [JSONText] {
        guard let dates = value.elements else { throw .notList }
        guard dates.count <= DayExpenses.maximumDayCount else {
            throw .tooMany(maximum: DayExpenses.maximumDayCount)
        }
        let valueCount = dates.reduce(0) { $0 + ($1.object?["distribution"]?.object?.members.count ?? 0) }
        guard valueCount <= DayExpenses.maximumValueCount else {
            throw .tooManyValues(maximum: DayExpenses.maximumValueCount)
        }
        return dates
    }

    private static func date(_ value: JSONText) throws(FieldProblem) -> ReportDay {
        guard let text = value.string else { throw .notDate }
        return try FieldReading.day(text)
    }

    private static func object(_ value: JSONText) throws(FieldProblem) -> JSONObject {
        guard let object = value.object else { throw value.kind == .null ? .null : .notObject }
        return object
    }

    /// One element of `dates`; nil with its errors added to the body's.
    private static func day(_ value: JSONText, _ index: Int, _ body: inout BodyFields) -> DayExpenses? {
        let path = "dates.\(index)"
        guard let object = value.object else {
            body.add(.notObject, in: path)
            return nil
        }
        var fields = BodyFields(object, names: ["date", "distribution", "currency"], path: path + ".")
        let day = fields.required("date", date)
        let distribution = fields.required("distribution", Self.object)
        let currency = fields.optional("currency", Currency.init(_:))
        let expenses = distribution.map { Self.expenses($0, &fields) } ?? []
        body.add(fields.errors)
        return day.map { DayExpenses(day: $0, distribution: expenses, currency: currency) }
    }

    /// Those of a day; no two of them are one for the store or for a report.
    private static func expenses(
        _ distribution: JSONObject, _ day: inout BodyFields
    ) -> [DayExpenses.Expense] {
        var keys: Set<GroupKey> = []
        return distribution.members.compactMap { member in
            guard let name = member.name.string else { return nil }
            do throws(FieldProblem) {
                guard !member.name.hasLoneSurrogate else { throw .loneSurrogate }
                guard keys.insert(GroupKey(shown: name)).inserted else { throw .sameKey }
                return DayExpenses.Expense(value: name, amount: try ExpenseAmount(member.value))
            } catch {
                day.add(error, in: "distribution." + name)
                return nil
            }
        }
    }
}

extension [DayExpenses] {
    /// Of a day that stands twice the last one counts.
    fileprivate var lastOfEach: [DayExpenses] {
        Dictionary(map { ($0.day, $0) }, uniquingKeysWith: { $1 }).values.sorted { $0.day < $1.day }
    }
}
