import Testing

@testable import Web

struct CSVTableTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("два слова", "два слова"), ("a,b", #""a,b""#), (#"a"b"#, #""a""b""#),
        ("a\r\nb", "\"a\r\nb\""), ("a\nb", "\"a\nb\""), ("😀;x", "😀;x"), ("a=b", "a=b"), (" =1", " =1"),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(1)", "'@SUM(1)"), ("\t=1", "\"'\t=1\""),
        ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""),
        (#"=HYPERLINK("x","y")"#, #""'=HYPERLINK(""x"",""y"")""#),
        ("-", "'-"), ("null", "null"),
    ])
    func textIsQuotedAndGuarded(text: String, cell: String) {
        var table = CSVTable(columns: ["name", "more"])
        table.append([.text(text), .empty])
        #expect(table.bytes.elementsEqual("name,more\r\n\(cell),\r\n".utf8))
    }

    @Test func numbersStayNumbers() {
        var table = CSVTable(columns: ["=a"])
        table.append([.number("-0.01")])
        #expect(String(decoding: table.bytes, as: UTF8.self) == "'=a\r\n-0.01\r\n")
    }
}
