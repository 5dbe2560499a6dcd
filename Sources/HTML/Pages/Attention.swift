/// What needs attention, on top of a page: a line for each, the worst first; all is well without any.
///
/// A page that has one as its property `attention` shows it by `{{>attention}}`.
package struct Attention: Sendable {
    let lines: [Line]
    let hasLines: Bool

    package init(_ lines: [Line]) {
        self.lines = lines
        hasLines = !lines.isEmpty
    }

    package static let none = Attention([])

    package struct Line: Sendable {
        /// How bad it is, in a word; nil: no worse than others.
        let mark: String?
        /// A sentence: what happened.
        let cause: String
        /// Sentences: what to do.
        let cure: String
        let link: Link?

        package init(mark: String?, cause: String, cure: String, link: Link?) {
            self.mark = mark
            self.cause = cause
            self.cure = cure
            self.link = link
        }
    }

    /// Where it is mended.
    package struct Link: Sendable {
        let address: String
        let text: String

        package init(_ text: String, to address: String) {
            self.address = address
            self.text = text
        }
    }
}
