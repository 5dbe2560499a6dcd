import JSON
import Tracking

/// A status mapper in a form: a row for each word.
struct MapperForm {
    var parameter: SpelledField
    private(set) var rows: [Row]

    struct Row {
        let word: SpelledField
        /// `accept`; empty: not chosen.
        let meaning: String

        static let empty = Row(word: .empty, meaning: "")

        /// Whether it is none: one whose word was emptied.
        var isRemoved: Bool { word.isEmpty && (!word.isKept || meaning.isEmpty) }
    }

    private static let emptyRowCount = 3
    private static let moreRowCount = 10

    init(_ mapper: StatusMapper?) {
        parameter = mapper?.spelledParameter.map { SpelledField($0) } ?? .empty
        rows = (mapper?.spelledEntries ?? []).map { entry in
            Row(word: SpelledField(entry.word), meaning: entry.status.rawValue)
        }
        rows += Array(repeating: .empty, count: Self.emptyRowCount)
    }

    init(_ form: FormFields) {
        parameter = SpelledField(
            typed: form.text("parameter"), spelling: form.text("parameterSpelling"))
        let spellings = form.texts(behind: "spelling.")
        let meanings = form.texts(behind: "meaning.")
        rows = form.fields.texts(behind: "word.").map { field in
            Row(
                word: SpelledField(typed: field.value, spelling: spellings[field.name] ?? ""),
                meaning: meanings[field.name] ?? "")
        }
    }

    mutating func addRows() {
        rows += Array(repeating: .empty, count: Self.moreRowCount)
    }

    /// Adds a row for a word, before the empty ones; `spelling` is the word in JSON.
    mutating func addRow(spelling: String) {
        guard let word = SpelledField(spelling: spelling) else { return }
        let end = (rows.lastIndex { !$0.isRemoved } ?? -1) + 1
        rows.insert(Row(word: word, meaning: ""), at: end)
    }

    /// Whether it says just what a mapper does, so that the mapper's JSON may stay as it is.
    func isSame(as mapper: StatusMapper?) -> Bool {
        let (rows, entries) = (filled, mapper?.spelledEntries ?? [])
        guard parameter.bytes == mapper?.spelledParameter?.stringBytes ?? [], rows.count == entries.count
        else { return false }
        return zip(rows, entries).allSatisfy { row, entry in
            row.row.word.bytes == entry.word.stringBytes && row.row.meaning == entry.status.rawValue
        }
    }

    /// The mapper that it describes, in the place of a former one; nil: none, or with its problems added.
    func mapper(replacing former: StatusMapper?, problems: inout FormProblems) -> StatusMapper? {
        if isSame(as: former) { return former }
        let count = problems.count
        let entries = entries(problems: &problems)
        if parameter.isEmpty, !entries.isEmpty { problems.add(.tooShort(minimum: 1), in: "parameter") }
        guard problems.count == count, !parameter.isEmpty else { return nil }
        return problems.gather { () throws(FieldErrors) in
            try StatusMapper(replacing: former, parameter: parameter.value, entries: entries)
        }
    }

    private func entries(problems: inout FormProblems) -> [StatusMapper.SpelledEntry] {
        var places: [[UInt8]: Int] = [:]
        return filled.compactMap { place, row in
            if let former = places.updateValue(place, forKey: Array(row.word.bytes)) {
                problems.add("Row \(former + 1) has the same word.", in: "word.\(place)")
            }
            guard let status = LeadStatus(rawValue: row.meaning) else {
                problems.add(.notOne(of: LeadStatus.allCases.map(\.rawValue)), in: "meaning.\(place)")
                return nil
            }
            return (word: row.word.value, status: status)
        }
    }

    /// Those with a word, and their places.
    private var filled: [(place: Int, row: Row)] {
        rows.enumerated().filter { !$0.element.isRemoved }.map { (place: $0.offset, row: $0.element) }
    }

    /// Whether a row has the word already.
    func hasRow(for word: [UInt8]) -> Bool {
        filled.contains { $0.row.word.bytes.elementsEqual(word) }
    }

    /// The place of a mapper's entry, counted from 1, among the rows.
    func place(ofEntry number: Int) -> Int? {
        filled.indices.contains(number - 1) ? filled[number - 1].place : nil
    }
}
