import Markup

/// The words that have come, each with what it means.
package enum WordTable {
    package struct Row: Sendable {
        let word: String
        /// For the button that adds a row for it; nil: a row could not hold it, or there is one.
        let spelling: String?
        let count: String
        let last: String
        /// `accept`; nil where it does not matter.
        let now: Meaning?
        /// With what is in the form; nil: nothing is tried.
        let then: Meaning?

        package init(
            word: String, spelling: String?, count: String, last: String, now: Meaning?, then: Meaning?
        ) {
            self.word = word
            self.spelling = spelling
            self.count = count
            self.last = last
            self.now = now
            self.then = then
        }
    }

    package struct Meaning: Hashable, Sendable {
        let status: String
        /// Which row says so, `row 2`, or that none does.
        let why: String
        let isMapped: Bool

        package init(_ status: String, why: String, isMapped: Bool) {
            self.status = status
            self.why = why
            self.isMapped = isMapped
        }
    }

    /// `address` is where the buttons lead; nil: there are none.
    package static func markup(_ rows: [Row], addingAt address: String?) -> Markup {
        let showsNow = rows.contains { $0.now != nil }
        let showsThen = rows.contains { $0.then != nil }
        var titles = ["Word", "Postbacks", "Last one"]
        if showsNow { titles.append("Now") }
        if showsThen { titles.append("With the rows above") }
        if address != nil { titles.append("Row") }
        let table = Table(
            caption: "Words that have come", columns: titles.map { Table.Column($0) },
            rows: rows.map { row in
                var cells: [Table.Cell] = [.markup(word(row)), .text(row.count), .text(row.last)]
                if showsNow { cells.append(cell(row.now, changedFrom: nil)) }
                if showsThen { cells.append(cell(row.then, changedFrom: row.now)) }
                if let address { cells.append(.markup(button(row, address))) }
                return cells
            })
        return table.markup
    }

    private static func word(_ row: Row) -> Markup {
        Markup { page in
            if row.word.isEmpty {
                page.element("span", ["class": "muted"], text: "(an empty text)")
            } else {
                page.element("code", ["class": "word"], text: row.word)
            }
        }
    }

    private static func cell(_ meaning: Meaning?, changedFrom former: Meaning?) -> Table.Cell {
        .markup(
            Markup { page in
                guard let meaning else { return }
                page.element("span", ["class": meaning.status + " status"], text: meaning.status)
                page.text(" ")
                page.element("span", ["class": meaning.isMapped ? "muted" : "unmapped"], text: meaning.why)
                if let former, former.status != meaning.status {
                    page.text(" ")
                    page.element("strong", text: "changed")
                }
            })
    }

    private static func button(_ row: Row, _ address: String) -> Markup {
        Markup { page in
            guard let spelling = row.spelling else { return }
            page.element(
                "button",
                [
                    "name": "add", "value": spelling, "formaction": address,
                    "aria-label": "Add a row for \(row.word)",
                ],
                text: "Add a row")
        }
    }
}
