import Foundation
import HTTP

/// What a page or a file of a report says, taken apart.
struct ReportTexts {
    /// The cells of each line, its name first; the total last.
    let lines: [[String]]
    let titles: [String]

    /// Takes the last table of a page.
    init(page: String) {
        let table =
            page.components(separatedBy: "<table>").last?.components(separatedBy: "</table>").first ?? ""
        let rows = table.components(separatedBy: "<tr>").dropFirst().map(Self.cells)
        titles = rows.first ?? []
        lines = Array(rows.dropFirst())
    }

    /// Takes a file of CSV in which no text has a comma.
    init(csv: String) {
        let rows = csv.split(separator: "\r\n").map { $0.components(separatedBy: ",") }
        titles = rows.first ?? []
        lines = Array(rows.dropFirst())
    }

    private static func cells(_ row: String) -> [String] {
        row.matches(of: /<t[hd][^>]*>(.*?)<\/t[hd]>/.dotMatchesNewlines()).map { match in
            String(match.output.1).replacing(/<[^>]*>/, with: "").plain
        }
    }
}

extension String {
    /// As a spreadsheet has it.
    var plain: String {
        replacing("\u{2212}", with: "-").replacing(",", with: "").replacing(" %", with: "")
            .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}
