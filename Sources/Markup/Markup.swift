/// Text of HTML or SVG that is safe to put into a page: only a `MarkupWriter` makes it, and that escapes.
package struct Markup: Hashable, Sendable {
    package let text: String

    package static let none = Markup(text: "")

    /// What `write` writes.
    package init(_ write: (inout MarkupWriter) -> Void) {
        var writer = MarkupWriter()
        write(&writer)
        text = writer.text
    }

    /// Just a text, escaped.
    package init(text content: String) {
        self.init { $0.text(content) }
    }
}
