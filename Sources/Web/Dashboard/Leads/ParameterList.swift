import JSON
import Markup
import Tracking

/// The parameters of one event, as a list of names and values. Whatever somebody has sent, it stays short: what is cut says
/// so, and says where all of it is.
struct ParameterList {
    let parameters: Parameters
    /// Where the whole journey is, as it came.
    let json: String
    /// Names of parameters of which something is to be said, and what.
    var remarks: [(name: String, text: String)] = []

    /// In bytes.
    private static let longestName = 200
    private static let longestValue = 1_024
    /// Of all of them together, as HTML.
    private static let mostBytes = 8 * 1_024

    var markup: Markup {
        let members = parameters.members
        guard !members.isEmpty else { return .none }
        var items: [Markup] = []
        var byteCount = 0
        for member in members where byteCount < Self.mostBytes {
            let item = item(member)
            items.append(item)
            byteCount += item.text.utf8.count
        }
        let missing = Int64(members.count - items.count)
        return Markup { page in
            page.element("dl", ["class": "params"]) { page in
                items.forEach { page.markup($0) }
                guard missing > 0 else { return }
                page.element("dt", text: "\u{2026}")
                page.element("dd") { page in
                    page.element(
                        "a", ["href": json], text: missing.counted("further parameter", "further parameters"))
                }
            }
        }
    }

    private func item(_ member: JSONObject.Member) -> Markup {
        Markup { page in
            let name = member.name.parameterText
            page.element("dt", text: name.isEmpty ? "(no name)" : name.cut(afterBytes: Self.longestName))
            page.element("dd") { page in
                write(member.value, to: &page)
                for remark in remarks where remark.name.utf8.elementsEqual(name.utf8) {
                    page.text(" ")
                    page.element("span", ["class": "muted"], text: remark.text)
                }
            }
        }
    }

    private func write(_ value: JSONText, to page: inout MarkupWriter) {
        let text = value.parameterText
        switch value.kind {
        case .null: page.element("span", ["class": "muted"], text: "null")
        case .string where text.isEmpty: page.element("span", ["class": "muted"], text: "empty")
        case .string, .number, .bool, .object, .array:
            page.text(text.cut(afterBytes: Self.longestValue))
        }
        guard text.utf8.count > Self.longestValue else { return }
        page.text(" ")
        page.element(
            "span", ["class": "muted"], text: "cut; all \(Int64(text.utf8.count).grouped) bytes are ")
        page.element("a", ["href": json], text: "in the JSON")
    }
}
