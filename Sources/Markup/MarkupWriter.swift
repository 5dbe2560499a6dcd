/// Writes elements of HTML and SVG one after the other. Names come from our code, all else is escaped.
package struct MarkupWriter {
    private var bytes: [UInt8] = []

    /// An attribute; one whose value is nil is left out.
    package typealias Attributes = KeyValuePairs<StaticString, String?>

    init() {}

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// An element with what `content` writes.
    package mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout MarkupWriter) -> Void
    ) {
        begin(name, attributes)
        content(&self)
        raw("</")
        raw(name)
        raw(">")
    }

    /// An element with a text.
    package mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text content: String)
    {
        element(name, attributes) { $0.text(content) }
    }

    /// An element of HTML that has no end, `br` or `input`; in SVG one without content.
    package mutating func single(_ name: StaticString, _ attributes: Attributes = [:]) {
        raw("<")
        raw(name)
        write(attributes)
        raw("/>")
    }

    package mutating func text(_ content: String) {
        Escape.shown(content, to: &bytes)
    }

    package mutating func markup(_ markup: Markup) {
        bytes += markup.text.utf8
    }

    private mutating func begin(_ name: StaticString, _ attributes: Attributes) {
        raw("<")
        raw(name)
        write(attributes)
        raw(">")
    }

    private mutating func write(_ attributes: Attributes) {
        for (name, value) in attributes {
            guard let value else { continue }
            raw(" ")
            raw(name)
            raw("=\"")
            text(value)
            raw("\"")
        }
    }

    private mutating func raw(_ text: StaticString) {
        bytes += text.description.utf8
    }
}
