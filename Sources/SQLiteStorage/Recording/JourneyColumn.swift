import Storage
import Tracking

/// A column of `journey` that a step may change after its first click.
enum JourneyColumn: String, CaseIterable {
    case campaignID = "campaign_id"
    case status
    case payout
    case currency
    case convertedAt = "converted_at"
    case leadCount = "lead_count"
    case postbackCount = "postback_count"
    case repeatCount = "repeat_count"
    case byteCount = "byte_count"
    case surplusCount = "surplus_count"
    case isLead = "is_lead"
    case lastActivityAt = "last_activity_at"

    /// What `JourneyState(_:)` reads behind click id and id, in its order.
    static let selection = """
        campaign_id, clicked_at, has_parameters, status, payout, currency, converted_at, lead_count, \
        postback_count, repeat_count, created_at, last_activity_at, byte_count, surplus_count
        """

    func bind(_ journey: JourneyState, to statement: PreparedStatement, at place: Int32) {
        switch self {
        case .campaignID: statement.bind(journey.campaignID?.number, at: place)
        case .status: statement.bind(journey.status?.rawValue, at: place)
        case .payout: statement.bind(journey.conversions.last?.payout?.amount.hundredThousandths, at: place)
        case .currency: statement.bind(journey.conversions.last?.payout?.currency.code, at: place)
        case .convertedAt: statement.bind(journey.conversions.last?.reportedAt.milliseconds, at: place)
        case .leadCount: statement.bind(journey.leadCount, at: place)
        case .postbackCount: statement.bind(journey.postbackCount, at: place)
        case .repeatCount: statement.bind(journey.repeatCount, at: place)
        case .byteCount: statement.bind(journey.byteCount, at: place)
        case .surplusCount: statement.bind(journey.surplusCount, at: place)
        case .isLead: statement.bind(journey.isLead, at: place)
        case .lastActivityAt: statement.bind(journey.lastActivityAt.milliseconds, at: place)
        }
    }

    private func differs(_ left: JourneyState, _ right: JourneyState) -> Bool {
        switch self {
        case .campaignID: left.campaignID != right.campaignID
        case .status: left.status != right.status
        case .payout: left.conversions.last?.payout?.amount != right.conversions.last?.payout?.amount
        case .currency:
            left.conversions.last?.payout?.currency != right.conversions.last?.payout?.currency
        case .convertedAt: left.conversions.last?.reportedAt != right.conversions.last?.reportedAt
        case .leadCount: left.leadCount != right.leadCount
        case .postbackCount: left.postbackCount != right.postbackCount
        case .repeatCount: left.repeatCount != right.repeatCount
        case .byteCount: left.byteCount != right.byteCount
        case .surplusCount: left.surplusCount != right.surplusCount
        case .isLead: left.isLead != right.isLead
        case .lastActivityAt: left.lastActivityAt != right.lastActivityAt
        }
    }

    /// The columns in which a journey differs from its row.
    ///
    /// Only these are written, since SQLite rewrites the entries of every index that a named column is in.
    struct Group: Hashable {
        /// A bit for each of all columns.
        private let bits: UInt16

        init(from before: JourneyState, to after: JourneyState) {
            bits = JourneyColumn.allCases.reversed().reduce(0) { bits, column in
                bits << 1 | (column.differs(before, after) ? 1 : 0)
            }
        }

        var columns: [JourneyColumn] {
            JourneyColumn.allCases.enumerated().filter { bits >> UInt16($0.offset) & 1 == 1 }.map(\.element)
        }

        /// The statement, which takes the columns' values and then the row's id; nil when nothing differs.
        var update: String? {
            guard bits != 0 else { return nil }
            let assignments = columns.map { "\($0.rawValue) = ?" }.joined(separator: ", ")
            return "UPDATE journey SET \(assignments) WHERE id = ?"
        }
    }
}

extension JourneyState {
    /// From a row of the click id, the id, and then `JourneyColumn.selection`.
    init(_ row: ResultRow) throws {
        guard let clickID = row.clickID(0) else {
            throw StoreError.unreadable("journey \(row.integer(1)), click id")
        }
        self.init(clickID: clickID, createdAt: Timestamp(milliseconds: row.integer(12)))
        campaignID = row.optionalInteger(2).flatMap(CampaignID.init)
        clickedAt = row.optionalInteger(3).map(Timestamp.init(milliseconds:))
        hasParameters = row.integer(4) != 0
        conversions = try Conversion(row, from: 5, of: "journey \(clickID)").map { [$0] } ?? []
        leadCount = row.integer(9)
        postbackCount = row.integer(10)
        repeatCount = row.integer(11)
        lastActivityAt = Timestamp(milliseconds: row.integer(13))
        byteCount = row.integer(14)
        surplusCount = row.integer(15)
    }
}

extension Conversion {
    /// From status, payout, currency and time in four columns from `first` on; nil when the status is NULL.
    init?(_ row: ResultRow, from first: Int32, of owner: @autoclosure () -> String) throws {
        try self.init(
            status: row.text(first), payout: row.optionalInteger(first + 1), currency: row.text(first + 2),
            reportedAt: row.optionalInteger(first + 3), of: owner())
    }

    /// From its columns, nil when the status is NULL; `owner` names their row in an error.
    init?(
        status: String?, payout: Int64?, currency: String?, reportedAt: Int64?,
        of owner: @autoclosure () -> String
    ) throws {
        guard let status else { return nil }
        guard let status = LeadStatus(rawValue: status), let reportedAt else {
            throw StoreError.unreadable("\(owner()), status")
        }
        var amount: Payout?
        if let payout, let currency { amount = try Payout(amount: payout, currency: currency, of: owner()) }
        self.init(status: status, payout: amount, reportedAt: Timestamp(milliseconds: reportedAt))
    }
}
