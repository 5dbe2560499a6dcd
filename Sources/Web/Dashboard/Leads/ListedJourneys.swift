import HTTP
import Markup
import Tracking

/// The table of the page of leads, or of all journeys.
struct ListedJourneys {
    let address: LeadsAddress
    let clock: WallClock
    /// Of the dashboard.
    let base: String

    /// Longer ones are cut, in bytes.
    private static let longestName = 100
    private static let longestValue = 60

    /// `caption` says what they are to whoever does not see it; nothing without rows.
    func markup(_ caption: String, _ rows: [LeadRow]) -> Markup {
        guard !rows.isEmpty else { return .none }
        return Table(caption: caption, columns: columns, rows: rows.map(cells)).markup
    }

    private var columns: [Table.Column] {
        let listsAll = address.scope == .all
        return [
            listsAll ? sortedColumn("Journey") : Table.Column("Click id"), Table.Column("Status"),
            Table.Column("Payout"), listsAll ? Table.Column("Clicked") : sortedColumn("Clicked"),
            Table.Column("Last event"),
        ] + address.columns.map { Table.Column($0.cut(afterBytes: Self.longestName)) }
    }

    /// A click turns the list.
    private func sortedColumn(_ title: String) -> Table.Column {
        let isUp = address.order == .ascending
        let turned = address.changed { $0.order = isUp ? .descending : .ascending }
        return Table.Column(
            title, sortedBy: "\(base)/leads?\(turned.text)", isUp ? .ascending : .descending)
    }

    private func cells(_ row: LeadRow) -> [Table.Cell] {
        let zone =
            address.zone == .utc
            ? "" : "?" + QueryString.text([(name: "timezone", value: address.zone.identifier)])
        let status = row.conversion?.status
        let cells: [Table.Cell] = [
            .link("\(row.clickID)", to: "\(base)/journeys/\(row.clickID)\(zone)", style: "code"),
            .text(status?.participle ?? "none yet", style: status.map { "\($0.rawValue) status" } ?? "muted"),
            .text(row.conversion?.payout?.amountAndCode ?? ""), .markup(clock.markup(row.createdAt)),
            .markup(clock.markup(row.lastActivityAt)),
        ]
        return cells
            + row.values.texts.map { value in
                Table.Cell.text(value?.parameterText.cut(afterBytes: Self.longestValue) ?? "")
            }
    }
}
