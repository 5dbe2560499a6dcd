import HTML
import HTTP
import JSON
import Markup
import Tracking

/// What has come, and what the mapper in the form would make of it.
extension CampaignView {
    /// So many words stand in the page unless all are asked for: strangers choose how many there are.
    private static let usualWordCount = 200

    var words: CampaignWords? {
        guard let seen else { return nil }
        let all = seen.ranked
        let rows = all.prefix(showsAllWords ? all.count : Self.usualWordCount).map { word in
            WordTable.Row(
                word: word.text, spelling: spelling(of: word), count: word.count.readable,
                last: "\(ReportZone.utc.day(of: word.lastAt).map { "\($0)" } ?? "")",
                now: readsSameParameter ? saved.meaning(of: word.bytes) : nil,
                then: showsChanges && !isDraftWrong ? draft.meaning(of: word.bytes) : nil)
        }
        return CampaignWords(
            about: seen.sentences(parameter: form.mapper.parameter.text),
            table: WordTable.markup(rows, addingAt: mayChange ? "#mapper" : nil), hasWords: !rows.isEmpty,
            more: more(all.count - rows.count, of: all.count))
    }

    /// About words that are left out, and how one sees them.
    private func more(_ count: Int, of all: Int) -> CampaignWords.More? {
        guard count > 0 else { return nil }
        let words = count == 1 ? "1 more word" : "\(count.readable) more words"
        let tried = form.tried.isEmpty || isUnsaved ? [] : [(name: "try", value: form.tried)]
        return CampaignWords.More(
            sentence: "\(words) came; the \((all - count).readable) most frequent are listed.",
            title: "Show all \(all.readable) words",
            address: "?" + QueryString.text(tried + [Self.allWords]) + "#words", isSent: isUnsaved)
    }

    /// The field of an address that asks for all words.
    private static let allWords = (name: "words", value: "all")

    /// So that all stay when the form is sent.
    var wordsQuery: String { showsAllWords ? "?" + QueryString.text([Self.allWords]) : "" }

    static func asksForAllWords(_ query: QueryFields) -> Bool { query.text(allWords.name) == allWords.value }

    private var saved: StatusMapper? { campaign?.settings.statusMapper }

    /// Whether the saved mapper looks where the form's does.
    private var readsSameParameter: Bool {
        saved?.spelledParameter?.stringBytes == form.mapper.parameter.bytes
    }

    /// nil: there is a row, or a row cannot hold it.
    private func spelling(of word: SeenWords.Word) -> String? {
        guard !form.mapper.hasRow(for: word.bytes),
            let text = String(validating: word.bytes, as: UTF8.self)
        else { return nil }
        return String(decoding: Array(JSONText(string: text).bytes).visibleJSON, as: UTF8.self)
    }

    /// What saving would change, of the postbacks that have been looked at.
    var changes: [String] {
        guard showsChanges, !isDraftWrong else { return [] }
        guard let seen, campaign != nil else {
            return [
                "Nothing has been saved yet."
                    + (form.mapper.parameter.isEmpty ? " Without a parameter every postback is trash." : "")
            ]
        }
        guard readsSameParameter || saved?.parameter == nil else {
            let parameter = saved?.parameter ?? ""
            return [
                "Nothing has been saved yet. The saved mapper looks at another parameter, “\(parameter)”: the words below are those of the new one."
            ]
        }
        return ["Nothing has been saved yet. " + sentence(about: seen)]
    }

    private func sentence(about seen: SeenWords) -> String {
        var counts: [String: Int] = [:]
        for word in seen.ranked {
            let (now, then) = (saved.status(of: word.bytes), draft.status(of: word.bytes))
            if now != then { counts["\(now.rawValue) to \(then.rawValue)", default: 0] += word.count }
        }
        guard !counts.isEmpty else { return "Of the words that have come none would mean anything else." }
        let all = counts.values.reduce(0, +).readable
        let each = counts.sorted { $0.key < $1.key }.map { "\($0.value.readable) from \($0.key)" }
        return """
            Of \(seen.postbackCount.readable) postbacks \(all) would have another status had they come after saving: \
            \(each.joined(separator: ", ")). They stay what they are.
            """
    }
}

extension StatusMapper? {
    fileprivate func status(of word: [UInt8]) -> LeadStatus {
        self?.reading(ofWord: word[...]).status ?? .trash
    }

    fileprivate func meaning(of word: [UInt8]) -> WordTable.Meaning {
        let reading = self?.reading(ofWord: word[...])
        let status = (reading?.status ?? .trash).rawValue
        guard let row = reading?.row, let match = reading?.match else {
            return WordTable.Meaning(status, why: "no row", isMapped: false)
        }
        return WordTable.Meaning(
            status, why: match == .exactly ? "row \(row)" : "row \(row), folded", isMapped: true)
    }
}

extension Int {
    /// With its thousands apart.
    fileprivate var readable: String { String(self).readableNumber }
}
