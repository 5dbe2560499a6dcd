import JSON
import Tracking

extension MovePreview {
    /// How many journeys a move would move, and how they count by status and currency before and after it.
    package var json: JSONValue {
        [
            "moved": .integer(count), "run": .null, "before": before.moneyByStatus,
            "after": after.moneyByStatus,
        ]
    }
}

extension UndoneMove {
    package var json: JSONValue {
        ["undone": .integer(Int64(undone)), "movedSince": .integer(Int64(movedSince))]
    }
}

extension Tally {
    fileprivate var moneyByStatus: JSONValue {
        .object(
            LeadStatus.allCases.map { status in
                let conversions = self[status]
                let payouts = conversions.payouts.currencies.map { currency in
                    (name: currency.code, value: JSONValue.text("\(conversions.payouts[currency])"))
                }
                return (
                    name: status.rawValue,
                    value: ["leads": .integer(conversions.leads), "payouts": .object(payouts)]
                )
            })
    }
}
