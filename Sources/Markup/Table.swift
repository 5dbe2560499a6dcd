/// A table for people: it may be long, so it writes itself.
package struct Table: Sendable {
    private let caption: String
    private let columns: [Column]
    private let rows: [[Cell]]
    private let sums: [[Cell]]

    /// `caption` says what it is to whoever does not see it. The first cell of a row names it; `sums` stand below.
    package init(caption: String, columns: [Column], rows: [[Cell]], sums: [[Cell]] = []) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.sums = sums
    }

    package struct Column: Sendable {
        package let title: String
        /// Where a click on its title leads, which sorts by it; nil: it does not sort.
        package let address: String?
        /// How rows are sorted by it; nil: not by it.
        package let order: Order?

        package init(_ title: String, sortedBy address: String? = nil, _ order: Order? = nil) {
            self.title = title
            self.address = address
            self.order = order
        }
    }

    package enum Order: String, Sendable {
        case ascending, descending

        /// Stays beside the title's last word.
        var sign: String { self == .ascending ? "\u{A0}↑" : "\u{A0}↓" }
    }

    /// A table wider than the screen scrolls within its panel, also by the keyboard.
    package var markup: Markup {
        Markup { page in
            page.element(
                "div", ["class": "scroll", "role": "region", "aria-label": caption, "tabindex": "0"]
            ) { page in
                page.element("table") { page in
                    page.element("thead") { page in
                        page.element("tr") { page in columns.forEach { $0.write(to: &page) } }
                    }
                    page.element("tbody") { page in rows.forEach { Self.write($0, to: &page) } }
                    guard !sums.isEmpty else { return }
                    page.element("tfoot") { page in sums.forEach { Self.write($0, to: &page) } }
                }
            }
        }
    }

    private static func write(_ row: [Cell], to page: inout MarkupWriter) {
        page.element("tr") { page in
            for (place, cell) in row.enumerated() { cell.write(isName: place == 0, to: &page) }
        }
    }
}

extension Table.Column {
    fileprivate func write(to page: inout MarkupWriter) {
        page.element("th", ["scope": "col", "aria-sort": order?.rawValue]) { page in
            let text = title + (order?.sign ?? "")
            if let address { page.element("a", ["href": address], text: text) } else { page.text(text) }
        }
    }
}

extension Table {
    /// One cell of a row.
    package struct Cell: Sendable {
        private let kind: Kind
        private let style: String?

        private enum Kind: Sendable {
            case text(String)
            case link(String, address: String)
            case markup(Markup)
        }

        private init(_ kind: Kind, style: String?) {
            self.kind = kind
            self.style = style
        }

        /// `style` is a class of the style sheet: `neg`, `muted`, `accept status`.
        package static func text(_ text: String, style: String? = nil) -> Cell {
            Cell(.text(text), style: style)
        }

        package static func link(_ text: String, to address: String, style: String? = nil) -> Cell {
            Cell(.link(text, address: address), style: style)
        }

        package static func markup(_ markup: Markup, style: String? = nil) -> Cell {
            Cell(.markup(markup), style: style)
        }

        fileprivate func write(isName: Bool, to page: inout MarkupWriter) {
            if isName {
                page.element("th", ["scope": "row", "class": style]) { write(to: &$0) }
            } else {
                page.element("td", ["class": style]) { write(to: &$0) }
            }
        }

        private func write(to page: inout MarkupWriter) {
            switch kind {
            case .text(let text): page.text(text)
            case .link(let text, let address): page.element("a", ["href": address], text: text)
            case .markup(let markup): page.markup(markup)
            }
        }
    }
}
