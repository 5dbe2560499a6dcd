import HTML
import Markup
import Testing

/// Text from outside is text on a page, whatever is in it.
struct EscapeTests {
    private static let hostile = [
        "<script>alert(1)</script>", "\" onfocus=alert(1) autofocus \"", "' x='", "&lt;", "{{title}}",
        "{{{x}}}",
        // One Character with what stands behind it, and still a quote that ends an attribute.
        "\"\u{301} onfocus=alert(1) ", "<\u{301}script>", "'\u{FE0F}", "&\u{20DD}amp;", "\"\u{200D}x",
        "a\u{0}b", "\u{1B}[31m", "\u{202E}gnp.exe", "\u{85}", "\r\n", "\u{202E}\"",
    ]

    @Test(arguments: hostile)
    func nothingOfItIsMarkup(text: String) {
        for escaped in [Escape.shown(text), Escape.exact(text), Markup(text: text).text] {
            for byte in ["<", ">", "\"", "'"] {
                #expect(!escaped.utf8.contains(Array(byte.utf8)[0]), "\(escaped.debugDescription)")
            }
            #expect(!escaped.utf8.contains { $0 < 0x20 && $0 != 9 && $0 != 10 || $0 == 0x7F })
        }
        #expect(!Escape.shown(text).unicodeScalars.contains("\u{202E}"))
    }

    @Test(arguments: hostile)
    func pagesEscapeIt(text: String) {
        let page = LoginPage(userName: text, next: text, formToken: text, problem: text, hasNoUsers: false)
        let plain = LoginPage(userName: "", next: "", formToken: "", problem: "", hasNoUsers: false)
        let layout = Layout(title: text, base: "/dashboard", account: nil, section: nil, notice: text)
        let plainLayout = Layout(title: "", base: "/dashboard", account: nil, section: nil, notice: "")
        let (one, other) = (
            Templates().html(of: page, in: layout), Templates().html(of: plain, in: plainLayout)
        )
        for byte in ["<", ">", "\"", "'"].map({ Array($0.utf8)[0] }) {
            #expect(one.count { $0 == byte } == other.count { $0 == byte })
        }
    }

    @Test func everyTemplateCanBeRead() {
        #expect(Templates().unreadable == [])
    }

    /// What a form shows is what it sends back.
    @Test func fieldsAreExact() {
        #expect(Escape.exact("\u{202E}\"\u{301}") == "\u{202E}&quot;\u{301}")
        let page = LoginPage(
            userName: "\u{202E}anna", next: "", formToken: "", problem: nil, hasNoUsers: false)
        let layout = Layout(title: "", base: "", account: nil, section: nil)
        let html = String(decoding: Templates().html(of: page, in: layout), as: UTF8.self)
        #expect(html.contains("value=\"\u{202E}anna\""))
    }
}
