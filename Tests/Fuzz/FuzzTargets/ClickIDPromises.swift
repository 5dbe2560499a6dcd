import Foundation
import JSON
import Tracking

/// Of the click id: just the documented forms are one, and all forms of one are equal.
struct ClickIDPromises {
    let text: [UInt8]

    func check() throws {
        let clickID = ClickID(text[...])
        try promise(
            "just the documented forms are accepted", clickID.map(\.description) == expectedDescription)
        if String(validating: text, as: UTF8.self) != nil {
            let field = try? ClickID(JSONText(utf8: text))
            try promise("as the value of a field it is the same", field == clickID)
        }
        guard let clickID else { return }
        for form in forms(of: clickID.description) {
            try promise("\(form) is the same", ClickID(form) == clickID)
        }
        try promise("its bytes are the same", ClickID(bytes: clickID.bytes) == clickID)
        let uuid = UUID(uuidString: clickID.description)
        try promise("Foundation reads it alike", uuid?.uuidString == clickID.description.uppercased())
    }

    private func forms(of canonical: String) -> [String] {
        let bare = canonical.replacingOccurrences(of: "-", with: "")
        return [canonical, bare].flatMap {
            [$0, $0.uppercased(), "{\($0)}", "urn:uuid:\($0)", " \t\($0)\r\n"]
        }
    }

    /// The canonical form by a second way, with Foundation; nil when the text is no click id.
    private var expectedDescription: String? {
        guard var form = String(validating: text, as: UTF8.self)?.trimmingCharacters(in: Self.whiteSpace)
        else {
            return nil
        }
        if form.hasPrefix("{"), form.hasSuffix("}") {
            form = String(form.dropFirst().dropLast())
        } else if form.hasPrefix("urn:uuid:") {
            form = String(form.dropFirst(9))
        }
        let digits = form.replacingOccurrences(of: "-", with: "")
        guard digits.utf8.count == 32, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
        let canonical = Self.canonical(digits.lowercased())
        return [digits.lowercased(), canonical].contains(form.lowercased()) ? canonical : nil
    }

    private static let whiteSpace = CharacterSet(charactersIn: " \t\n\u{b}\u{c}\r")

    private static func canonical(_ digits: String) -> String {
        var rest = digits[...]
        let groups = [8, 4, 4, 4, 12].map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }
        return groups.joined(separator: "-")
    }
}
