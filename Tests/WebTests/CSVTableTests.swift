import Testing

@testable import Web

struct CSVTableTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("два слова", "два слова"), ("a,b", #""a,b""#), (#"a"b"#, #""a""b""#),
        ("a\r\nb", "\"a\r\nb\""), ("a\nb", "\"a\nb\""), ("😀;x", "😀;x"), ("a=b", "a=b"), (" =1", " =1"),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(1)", "'@SUM(1)"), ("\t=1", "\"'\t'=1\""),
        ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""),
        (#"=HYPERLINK("x","y")"#, #""'=HYPERLINK(""x"",""y"")""#),
        ("-", "'-"), ("null", "null"), ("a;=1", "a;'=1"), (";;-1;+1", ";;'-1;'+1"), ("a; =1;b", "a; =1;b"),
        ("a\t@SUM(1)", "\"a\t'@SUM(1)\""), ("\u{FF1D}1", "'\u{FF1D}1"), ("x;\u{FF0B}1", "x;'\u{FF0B}1"),
        ("\u{FF0D}1;\u{FF20}A", "'\u{FF0D}1;'\u{FF20}A"), ("\u{FF1C}1", "\u{FF1C}1"),
    ])
    func textIsQuotedAndGuarded(text: String, cell: String) {
        var table = CSVTable(columns: ["name", "more"])
        table.append([.text(text), .empty])
        #expect(table.bytes.elementsEqual("name,more\r\n\(cell),\r\n".utf8))
    }

    @Test func exactTextsAreOnlyQuoted() {
        var table = CSVTable(columns: ["=a"], texts: .exact)
        table.append([.text("=1;=2")])
        table.append([.text("\t\u{FF1D}\u{1B}\u{0}")])
        #expect(
            String(decoding: table.bytes, as: UTF8.self)
                == "=a\r\n=1;=2\r\n\"\t\u{FF1D}\u{1B}\u{0}\"\r\n")
    }

    @Test func visibleTextsAreGuardedToo() {
        var table = CSVTable(columns: ["\u{202E}a"], texts: .visible)
        table.append([.text("=\u{1B}[2J;=2\r\n")])
        #expect(
            String(decoding: table.bytes, as: UTF8.self)
                == #"\u{202E}a"# + "\r\n" + #"'=\u{1B}[2J;'=2\u{D}\u{A}"# + "\r\n")
    }

    @Test func numbersStayNumbers() {
        var table = CSVTable(columns: ["=a"])
        table.append([.number("-0.01")])
        #expect(String(decoding: table.bytes, as: UTF8.self) == "'=a\r\n-0.01\r\n")
    }
}
