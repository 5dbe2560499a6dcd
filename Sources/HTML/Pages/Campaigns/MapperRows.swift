import Markup

/// The rows of a mapper: a word, and what it means.
package enum MapperRows {
    package struct Row: Sendable {
        let word: String
        /// How the word is spelled, for the way back; empty: it is not known yet.
        let spelling: String
        /// `accept`; empty: not chosen.
        let meaning: String
        let wordProblem: String?
        let meaningProblem: String?
        /// Whether the word that was tried is this row's.
        let isFound: Bool

        package init(
            word: String, spelling: String, meaning: String, wordProblem: String? = nil,
            meaningProblem: String? = nil, isFound: Bool = false
        ) {
            self.word = word
            self.spelling = spelling
            self.meaning = meaning
            self.wordProblem = wordProblem
            self.meaningProblem = meaningProblem
            self.isFound = isFound
        }
    }

    /// Fields `word.0`, `spelling.0` and `meaning.0` of each row; `meanings` are what a word may mean.
    package static func fields(_ rows: [Row], meanings: [String]) -> Markup {
        Markup { page in
            page.table { page in
                for (place, row) in rows.enumerated() { page.fields(row, place, meanings) }
            }
        }
    }

    /// The same to be read.
    package static func texts(_ rows: [Row]) -> Markup {
        Markup { page in
            page.table { page in
                for (place, row) in rows.enumerated() {
                    page.element("tr", ["class": row.isFound ? "found" : nil]) { page in
                        page.element("th", ["scope": "row"], text: String(place + 1))
                        page.element("td") { $0.element("code", ["class": "word"], text: row.word) }
                        page.element("td") { page in
                            page.element("span", ["class": row.meaning + " status"], text: row.meaning)
                        }
                    }
                }
            }
        }
    }
}

extension MarkupWriter {
    fileprivate mutating func table(_ rows: (inout MarkupWriter) -> Void) {
        element("table", ["class": "rows"]) { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    page.element("th", ["scope": "col"], text: "Row")
                    page.element("th", ["scope": "col"], text: "Word of the network")
                    page.element("th", ["scope": "col"], text: "Becomes")
                }
            }
            page.element("tbody") { rows(&$0) }
        }
    }

    fileprivate mutating func fields(_ row: MapperRows.Row, _ place: Int, _ meanings: [String]) {
        let number = place + 1
        element("tr", ["class": row.isFound ? "found" : nil]) { page in
            page.element("th", ["scope": "row"], text: String(number))
            page.element("td") { page in
                page.single(
                    "input",
                    [
                        "name": "word.\(place)", "value": row.word, "aria-label": "Word, row \(number)",
                        "autocapitalize": "none", "spellcheck": "false", "autocomplete": "off",
                        "aria-invalid": row.wordProblem == nil ? nil : "true",
                        "aria-describedby": row.wordProblem == nil ? nil : "word-\(place)-problem",
                    ])
                page.single(
                    "input", ["type": "hidden", "name": "spelling.\(place)", "value": row.spelling])
                if let problem = row.wordProblem {
                    page.element("p", ["class": "problem", "id": "word-\(place)-problem"], text: problem)
                }
            }
            page.element("td") { page in
                page.element(
                    "select",
                    [
                        "name": "meaning.\(place)", "aria-label": "Becomes, row \(number)",
                        "aria-invalid": row.meaningProblem == nil ? nil : "true",
                        "aria-describedby": row.meaningProblem == nil ? nil : "meaning-\(place)-problem",
                    ]
                ) { page in
                    page.choices(of: row, meanings)
                }
                if let problem = row.meaningProblem {
                    page.element("p", ["class": "problem", "id": "meaning-\(place)-problem"], text: problem)
                }
            }
        }
    }

    private mutating func choices(of row: MapperRows.Row, _ meanings: [String]) {
        element("option", ["value": ""], text: "choose")
        for meaning in meanings {
            let isChosen = meaning == row.meaning
            element("option", ["value": meaning, "selected": isChosen ? "" : nil], text: meaning)
        }
    }
}
