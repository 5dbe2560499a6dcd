import Markup
import Mustache

/// The templates of all pages, read once.
///
/// A template is a file of `Templates`, in Mustache. What it names is a property of the page's value, or of the layout's;
/// `{{name}}` is a text, escaped whatever is in it, and `{{{name}}}` a `Markup`.
package struct Templates: Sendable {
    private let library: MustacheLibrary

    package init() {
        MustacheContentTypes.register(Escaped(), named: Escaped.name)
        // Each template says it for itself: a partial would fall back to the library's own way, which leaves a quote with an
        // accent behind it as it is.
        library = MustacheLibrary(
            templates: PageTemplate.texts.compactMapValues { text in
                try? MustacheTemplate(string: "{{% CONTENT_TYPE: \(Escaped.name)}}" + text)
            })
    }

    /// A whole page of HTML; empty for a template that cannot be read.
    package func html<Content: Page>(of page: Content, in layout: Layout) -> [UInt8] {
        let view = View(layout: layout, page: page)
        return Array((library.render(view, withTemplate: Content.template.rawValue) ?? "").utf8)
    }

    /// The same in two parts, for a page whose template has a seam: a comment, which no text from outside can be.
    package func parts<Content: Page>(
        of page: Content, in layout: Layout
    ) -> (beginning: [UInt8], rest: [UInt8]) {
        let bytes = html(of: page, in: layout)
        let seam = bytes.firstRange(of: Self.seam) ?? bytes.endIndex..<bytes.endIndex
        return (Array(bytes[..<seam.lowerBound]), Array(bytes[seam.lowerBound...]))
    }

    private static let seam = Array("<!-- seam -->".utf8)

    /// Those that cannot be read: none.
    package var unreadable: [String] {
        PageTemplate.texts.keys.filter { library.getTemplate(named: $0) == nil }
    }

    private struct View<Content: Page>: MustacheParent {
        let layout: Layout
        let page: Content

        func child(named name: String) -> Any? {
            switch name {
            case "layout": layout
            case "page": page
            default: nil
            }
        }
    }
}

/// What a page shows: a value for a template.
package protocol Page: Sendable {
    static var template: PageTemplate { get }
}

/// How `{{name}}` writes a text.
private struct Escaped: MustacheContentType {
    static let name = "ESCAPED"

    func escapeText(_ text: String) -> String {
        guard text.utf8.starts(with: FieldValue.mark.utf8) else { return Escape.shown(text) }
        return Escape.exact(String(Substring(text.utf8.dropFirst(FieldValue.mark.utf8.count))))
    }
}

/// A text in a field of a form, which must send back just what it was given: marks of the direction of writing stay in it.
/// In front of a template's `{{name}}` all other texts are for reading.
package struct FieldValue: Hashable, Sendable, MustacheCustomRenderable {
    package let text: String

    /// What nobody guesses who sends a text.
    fileprivate static let mark = "\(UInt64.random(in: .min ... .max)) \(UInt64.random(in: .min ... .max)) "

    package init(_ text: String) {
        self.text = text
    }

    package var renderText: String { Self.mark + text }
    package var isNull: Bool { false }
}

extension Markup: MustacheCustomRenderable {
    package var renderText: String { text }
    package var isNull: Bool { text.isEmpty }
}
