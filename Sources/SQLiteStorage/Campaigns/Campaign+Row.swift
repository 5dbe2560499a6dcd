import GRDB
import Storage
import Tracking

extension Campaign {
    static let selection: SQL = """
        SELECT \(columns) FROM campaign
        """

    /// What `init(row:)` reads, in its order.
    static let columns: SQL = """
        campaign.id, CAST(campaign.name AS BLOB), campaign.cost_model, campaign.cost_value, campaign.currency, \
        campaign.status_mapper, campaign.created_at, \
        CAST(campaign.expenses_distribution_parameter AS BLOB), campaign.is_archived
        """

    static let columnCount = 9

    /// A campaign from a row that begins with `columns`.
    init(row: Row) throws {
        let number: Int64 = row[0]
        guard
            let id = CampaignID(number),
            let costModel = CostModel(rawValue: row[2])
        else { throw StoreError.unreadable("campaign \(number), cost model") }
        let cost = try Payout(amount: row[3], currency: row[4], of: "campaign \(number)")
        self.init(
            id: id,
            createdAt: Timestamp(milliseconds: row[6]),
            settings: Settings(
                name: row.text(1), costModel: costModel, cost: cost,
                statusMapper: try StatusMapper(stored: row[5], of: "campaign \(number)"),
                isArchived: row[8]),
            expensesDistributionParameter: row.optionalText(7))
    }
}

extension Payout {
    /// An amount and its currency from two columns; `owner` names their row in an error.
    init(amount: Int64, currency: String, of owner: @autoclosure () -> String) throws {
        self.init(
            amount: Money(hundredThousandths: amount), currency: try Currency(column: currency, of: owner()))
    }
}

extension Currency {
    /// A currency from its column; `owner` names the row in an error.
    init(column code: String, of owner: @autoclosure () -> String) throws {
        guard let currency = Currency(stored: code) else {
            throw StoreError.unreadable("\(owner()), currency \(code)")
        }
        self = currency
    }
}

extension StatusMapper {
    /// nil for a campaign without a mapper.
    init?(stored text: String?, of owner: String) throws {
        guard let text else { return nil }
        do {
            try self.init(json: text)
        } catch {
            throw StoreError.unreadable("\(owner), status mapper")
        }
    }
}
