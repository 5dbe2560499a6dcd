import HTML
import JSON
import Markup
import Tracking

/// What has come, and what the mapper in the form would make of it.
extension CampaignView {
    var words: CampaignWords? {
        guard let seen else { return nil }
        let rows = seen.ranked.map { word in
            WordTable.Row(
                word: word.text, spelling: spelling(of: word), count: word.count.readable,
                last: "\(ReportZone.utc.day(of: word.lastAt).map { "\($0)" } ?? "")",
                now: readsSameParameter ? saved.meaning(of: word.bytes) : nil,
                then: showsChanges && !isDraftWrong ? draft.meaning(of: word.bytes) : nil)
        }
        return CampaignWords(
            about: seen.sentences(parameter: form.mapper.parameter.text),
            table: WordTable.markup(rows, addingAt: mayChange ? "#mapper" : nil), hasWords: !rows.isEmpty)
    }

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
        guard !counts.isEmpty else { return "Of the words below none would mean anything else." }
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
