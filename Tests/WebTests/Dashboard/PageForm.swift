/// The form of a page that can be left with unsaved changes, its fields as a browser sends them.
struct PageForm {
    private(set) var pairs: [(name: String, value: String)] = []

    init(_ page: String) {
        guard let start = page.firstRange(of: "data-unsaved="),
            let end = page[start.upperBound...].firstRange(of: "</form>")
        else { return }
        let form = page[start.upperBound..<end.lowerBound]
        let elements =
            /<(input)([^>]*)>|<(select)([^>]*)>(.*?)<\/select>|<(textarea)([^>]*)>\n?(.*?)<\/textarea>/
            .dotMatchesNewlines()
        for element in form.matches(of: elements) {
            let parts = element.output
            if let attributes = parts.2 {
                add(attributes, value: Self.attribute("value", in: attributes) ?? "")
            } else if let attributes = parts.4, let choices = parts.5 {
                add(attributes, value: Self.chosen(in: choices))
            } else if let attributes = parts.7, let text = parts.8 {
                add(attributes, value: Self.unescaped(text))
            }
        }
    }

    /// The first field of that name; setting it adds one that is not there.
    subscript(name: String) -> String? {
        get { pairs.first { $0.name == name }?.value }
        set {
            guard let place = pairs.firstIndex(where: { $0.name == name }) else {
                return pairs.append((name: name, value: newValue ?? ""))
            }
            pairs[place].value = newValue ?? ""
        }
    }

    /// The same form, sent by one of its buttons.
    func with(_ changes: KeyValuePairs<String, String>) -> [(name: String, value: String)] {
        var form = self
        for (name, value) in changes { form[name] = value }
        return form.pairs
    }

    private mutating func add(_ attributes: Substring, value: String) {
        guard let name = Self.attribute("name", in: attributes) else { return }
        pairs.append((name: name, value: value))
    }

    private static func chosen(in choices: Substring) -> String {
        let options = choices.matches(of: /<option([^>]*)>/).map(\.output.1)
        let chosen = options.first { $0.contains(" selected") } ?? options.first
        return chosen.flatMap { attribute("value", in: $0) } ?? ""
    }

    private static func attribute(_ name: String, in attributes: Substring) -> String? {
        guard let start = attributes.firstRange(of: " \(name)=\"") else { return nil }
        let rest = attributes[start.upperBound...].unicodeScalars
        return unescaped(Substring(rest.prefix { $0 != "\"" }))
    }

    /// Byte by byte: a mark with an accent behind it is one Character.
    static func unescaped(_ text: Substring) -> String {
        let marks: KeyValuePairs = [
            "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&#13;": "\r", "&amp;": "&",
        ]
        var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
        while let first = rest.first {
            if let mark = marks.first(where: { rest.starts(with: $0.key.utf8) }) {
                bytes += mark.value.utf8
                rest = rest.dropFirst(mark.key.utf8.count)
            } else {
                bytes.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
