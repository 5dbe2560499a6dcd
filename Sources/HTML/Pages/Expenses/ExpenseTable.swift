import Markup

/// The grid of expenses.
package struct ExpenseTable: Sendable {
    package struct Column: Sendable {
        let title: String
        /// For the way back.
        let spelling: String
        let sum: String

        package init(_ title: String, spelling: String, sum: String) {
            self.title = title
            self.spelling = spelling
            self.sum = sum
        }
    }

    package struct Row: Sendable {
        let day: String
        /// Of its amounts, where that is not the campaign's.
        let currency: String?
        let cells: [Cell]
        let sum: String

        package init(day: String, currency: String?, cells: [Cell], sum: String) {
            self.day = day
            self.currency = currency
            self.cells = cells
            self.sum = sum
        }
    }

    package struct Cell: Sendable {
        let text: String
        let problem: String?

        package init(_ text: String, problem: String?) {
            self.text = text
            self.problem = problem
        }
    }

    private let columns: [Column]
    private let rows: [Row]
    private let sum: String
    /// Whether all amounts are of one currency, so that a script may add them up again.
    private let hasOneCurrency: Bool

    package init(columns: [Column], rows: [Row], sum: String, hasOneCurrency: Bool) {
        self.columns = columns
        self.rows = rows
        self.sum = sum
        self.hasOneCurrency = hasOneCurrency
    }

    /// Fields `day.0`, `value.0` and `amount.0.0`, or texts for whoever may only read.
    package func markup(asFields: Bool) -> Markup {
        Markup { page in
            page.element(
                "div", ["class": "scroll", "role": "region", "aria-label": "Expenses", "tabindex": "0"]
            ) { page in
                page.element(
                    "table", ["class": "amounts", "data-sums": asFields && hasOneCurrency ? "" : nil]
                ) { page in
                    page.element("thead") { heading(in: &$0, asFields) }
                    page.element("tbody") { page in
                        for place in rows.indices { row(place, in: &page, asFields) }
                    }
                    page.element("tfoot") { sums(in: &$0) }
                }
            }
        }
    }

    private func heading(in page: inout MarkupWriter, _ asFields: Bool) {
        page.element("tr") { page in
            page.element("th", ["scope": "col"], text: "Day")
            for (place, column) in columns.enumerated() {
                page.element("th", ["scope": "col"]) { page in
                    page.text(column.title)
                    guard asFields else { return }
                    page.single(
                        "input", ["type": "hidden", "name": "value.\(place)", "value": column.spelling])
                }
            }
            page.element("th", ["scope": "col"], text: "Sum")
        }
    }

    private func row(_ place: Int, in page: inout MarkupWriter, _ asFields: Bool) {
        let row = rows[place]
        page.element("tr") { page in
            page.element("th", ["scope": "row"]) { page in
                page.text(row.day)
                if let currency = row.currency {
                    page.text(" ")
                    page.element("span", ["class": "unit"], text: currency)
                }
                guard asFields else { return }
                page.single("input", ["type": "hidden", "name": "day.\(place)", "value": row.day])
            }
            for (column, cell) in row.cells.enumerated() {
                page.element("td") { page in
                    guard asFields else { return page.text(cell.text) }
                    field(cell, place, column, in: &page)
                }
            }
            page.element("td", ["class": "sum"]) { $0.element("output", text: row.sum) }
        }
    }

    private func field(_ cell: Cell, _ row: Int, _ column: Int, in page: inout MarkupWriter) {
        let name = "amount.\(row).\(column)"
        page.single(
            "input",
            [
                "name": name, "value": cell.text, "inputmode": "decimal", "autocomplete": "off",
                "aria-label": "\(rows[row].day), \(columns[column].title)",
                "aria-invalid": cell.problem == nil ? nil : "true",
                "aria-describedby": cell.problem == nil ? nil : name + ".problem",
            ])
        if let problem = cell.problem {
            page.element("p", ["class": "problem", "id": name + ".problem"], text: problem)
        }
    }

    private func sums(in page: inout MarkupWriter) {
        page.element("tr") { page in
            page.element("th", ["scope": "row"], text: "Sum")
            for column in columns {
                page.element("td") { $0.element("output", text: column.sum) }
            }
            page.element("td", ["class": "sum"]) { $0.element("output", text: sum) }
        }
    }
}
