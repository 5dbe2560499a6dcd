import JSON
import Testing

/// What strangers send, which a page shows as text and nothing else.
enum HostileTexts {
    static let all = [
        "<script>alert(1)</script>", "\" onfocus=alert(1) autofocus \"", "' x='", "&lt;", "{{title}}",
        "{{{x}}}",
        "\"\u{301} onfocus=alert(1) ", "<\u{301}img src=x>", "'\u{FE0F}", "&\u{20DD}amp;", "a\u{0}b",
        "\u{1B}[31m",
        "\u{202E}gnp.exe", "\u{85}", "\r\n=1+1", "\u{202E}\"", "=1+1",
        "</title><svg/onload=alert(1)>",
    ]

    /// The text as a string of JSON.
    static func json(_ text: String) -> String { JSONText(string: text).text }

    /// Nothing of them is markup, or obeyed.
    static func expectText(in page: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for word in ["<script>", "<img", "<svg", "\" onfocus", "' x='", "<\u{301}"] {
            let found = page.unicodeScalars.firstRange(of: word.unicodeScalars)
            #expect(found == nil, "\(word)", sourceLocation: sourceLocation)
        }
        for scalar in page.unicodeScalars where scalar.value < 0x20 && scalar != "\n" && scalar != "\t" {
            Issue.record("U+\(String(scalar.value, radix: 16)) in a page", sourceLocation: sourceLocation)
        }
    }
}
