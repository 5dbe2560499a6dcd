import Markup
import Tracking

/// How journeys count by status and currency before a change and after it.
struct MoneyTable {
    /// nil: before it they count for nothing.
    let before: Tally?
    let after: Tally

    var markup: Markup {
        let now = before == nil ? [] : ["Journeys now", "Payouts now"]
        let columns = ["Status"] + now + ["Journeys then", "Payouts then"]
        let rows = LeadStatus.allCases.map { status -> [Table.Cell] in
            let name = Table.Cell.text(status.participle, style: "\(status.rawValue) status")
            return [name] + (before.map { cells($0[status]) } ?? []) + cells(after[status])
        }
        let none = [before.map(withoutStatus) ?? [], withoutStatus(after)].flatMap { $0 }
        return Table(
            caption: "Journeys and payouts by status", columns: columns.map { Table.Column($0) },
            rows: rows + [[.text("no status")] + none]
        ).markup
    }

    private func cells(_ conversions: Tally.Conversions) -> [Table.Cell] {
        [.text(conversions.leads.grouped), .text(conversions.payouts.amountsAndCodes)]
    }

    private func withoutStatus(_ tally: Tally) -> [Table.Cell] {
        [.text((tally.clicks - tally.leads).grouped), .text("")]
    }
}
