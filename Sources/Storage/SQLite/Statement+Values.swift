import Foundation
import GRDB
import Tracking

/// What a column can hold; nil is NULL.
typealias SQLValue = any DatabaseValueConvertible

extension Statement {
    func run(_ values: [SQLValue?]) throws {
        try execute(arguments: StatementArguments(values))
    }

    func bind(_ values: [SQLValue?]) throws {
        try setArguments(StatementArguments(values))
    }
}

// How the domain's values stand in columns.

extension ClickID {
    var column: Data { Data(bytes) }

    init(column: Data) throws {
        guard let id = ClickID(bytes: Array(column)) else { throw StoreError.unreadable("a click id") }
        self = id
    }
}

extension Timestamp {
    var column: Int64 { milliseconds }
}

extension Outcome {
    var statusColumn: String { status.rawValue }
    var payoutColumn: Int64? { payout?.amount.hundredThousandths }
    var currencyColumn: String? { payout?.currency.code }
}
