import Foundation

/// What somebody reads on the overview.
struct OverviewReading {
    /// Texts of the cells by the titles of their columns; the lines of a cell with `|` between them.
    let rows: [[String: String]]
    /// Titles and values.
    let cards: [String: String]
    /// How each column is sorted.
    let sorting: [String: String]

    init(_ html: String) {
        let titles = html.matches(of: /<th scope="col"(?: aria-sort="([a-z]*)")?>(.*?)<\/th>/).map { match in
            (
                title: Self.text(match.output.2).filter { !"↑↓".contains($0) },
                order: match.output.1.map(String.init)
            )
        }.map { (title: $0.title.trimmingCharacters(in: .whitespaces), order: $0.order) }
        sorting = Dictionary(
            uniqueKeysWithValues: titles.compactMap { title in title.order.map { (title.title, $0) } })
        rows = html.matches(of: /<tr>(<th scope="row".*?)<\/tr>/.dotMatchesNewlines()).map { row in
            let cells = row.output.1.matches(of: /<(?:th|td)[^>]*>(.*?)<\/(?:th|td)>/).map {
                Self.text($0.output.1)
            }
            return Dictionary(uniqueKeysWithValues: zip(titles.map(\.title), cells))
        }
        let cards = html.matches(of: /<dt[^>]*>(.*?)<\/dt><dd[^>]*>(.*?)<\/dd>/)
        self.cards = Dictionary(
            uniqueKeysWithValues: cards.map { (Self.text($0.output.1), Self.text($0.output.2)) })
    }

    /// The numbers of the campaigns, in the order of the rows.
    var numbers: [Int64] { rows.compactMap { Int64(($0["Campaign"] ?? "").prefix { $0.isNumber }) } }

    func row(_ number: Int64) -> [String: String]? {
        zip(numbers, rows).first { $0.0 == number }?.1
    }

    /// A quote with an accent behind it is one Character, so that entities are looked for by their code points.
    private static func text(_ html: Substring) -> String {
        let lines = html.replacing("<br/>", with: "|").replacing(/<[^>]*>/, with: "")
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        return entities.reduce(String(lines)) { text, entity in
            text.replacingOccurrences(of: entity.0, with: entity.1, options: .literal)
        }
    }
}

extension String {
    /// The number in a text like `−2,802.58 USD` or `3.06 %`; nil where there is none.
    var figure: Decimal? {
        let plain = replacing(",", with: "").replacing("\u{2212}", with: "-")
        return Decimal(string: String(plain.prefix { "-.0123456789".contains($0) }))
    }

    /// The lines of a cell of money by their currencies; one without any has the key "".
    var amounts: [String: String] {
        Dictionary(
            split(separator: "|").map { line in
                let parts = line.split(separator: " ")
                return (parts.count > 1 ? String(parts[1]) : "", String(parts.first ?? ""))
            }, uniquingKeysWith: { first, _ in first })
    }
}
