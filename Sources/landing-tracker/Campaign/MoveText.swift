import Tracking

/// Moves of clicks as a person reads them at a terminal.
enum MoveText {
    static func preview(_ preview: MovePreview, of move: ClickMove) -> VisibleText {
        let clicks = "\(preview.count) click\(preview.count == 1 ? "" : "s")"
        let rows = LeadStatus.allCases.map { status -> [String] in
            let (before, after) = (preview.before[status], preview.after[status])
            return [
                status.rawValue, "\(before.leads)", payouts(before), "\(after.leads)", payouts(after),
            ]
        }
        let table = TextTable(heading: ["STATUS", "NOW", "PAYOUTS", "THEN", "PAYOUTS"], rows: rows)
        return .lines([
            "Would move \(clicks) from campaign \(move.from) to \(move.to). Nothing was changed.", table.text,
        ])
    }

    static func undone(_ undone: UndoneMove) -> VisibleText {
        let clicks = "\(undone.undone) click\(undone.undone == 1 ? "" : "s")"
        guard undone.movedSince > 0 else { return "Gave back \(clicks)." }
        return "Gave back \(clicks); \(undone.movedSince) stay, since another run has moved them since."
    }

    private static func payouts(_ conversions: Tally.Conversions) -> String {
        let sums = conversions.payouts.currencies.map { currency in
            "\(conversions.payouts[currency]) \(currency.code.uppercased())"
        }
        return sums.isEmpty ? "-" : sums.joined(separator: ", ")
    }
}
