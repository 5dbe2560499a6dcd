import HTTP
import Testing

struct QueryStringTests {
    @Test(arguments: [
        ("", []),
        ("a=1", ["a:1"]),
        ("a=1&b=2&a=3", ["a:1", "b:2", "a:3"]),
        ("a=", ["a:"]), ("a", ["a:"]), ("=b", [":b"]), ("=", [":"]),
        ("&", []), ("&&a=1&&", ["a:1"]),
        ("a=b=c", ["a:b=c"]), ("a==", ["a:="]),
        ("a[]=1&b[x]=2", ["a[]:1", "b[x]:2"]), ("a%5B%5D=1", ["a[]:1"]),
        ("a;b=1", ["a;b:1"]),
        ("first+name=J+D", ["first name:J D"]), ("a=%2B", ["a:+"]), ("a=%20+%20", ["a:   "]),
        ("a%3Db=c", ["a=b:c"]), ("a=b%26c", ["a:b&c"]),
        ("a=%31", ["a:1"]), ("a=%00", ["a:\0"]), ("a=%0D%0A", ["a:\r\n"]),
        ("%D0%9F=%D0%BF", ["\u{41F}:\u{43F}"]),
    ])
    func piecesAreSplitAndDecoded(query: String, expected: [String]) {
        #expect(pairs(Array(query.utf8)) == expected)
    }

    @Test(arguments: ["%", "%4", "%ZZ", "%4Z", "%Z4", "%u0041", "100%", "%%", "%-1"])
    func invalidEscapesStayText(value: String) {
        #expect(pairs(Array("a=\(value)".utf8)) == ["a:\(value)"])
    }

    @Test(arguments: [
        ("%%41", "%A"), ("%+", "% "), ("%4%41", "%4A"), ("%zz%41", "%zzA"),
    ])
    func textGoesOnBehindAnInvalidEscape(value: String, expected: String) {
        #expect(pairs(Array("a=\(value)".utf8)) == ["a:\(expected)"])
    }

    @Test(arguments: [
        ("%FF", "%FF"), ("%ff", "%ff"), ("%e9", "%e9"), ("%80", "%80"),
        ("%D0%9F%FF", "\u{41F}%FF"), ("%FF%D0%9F", "%FF\u{41F}"), ("%D0%D0%9F", "%D0\u{41F}"),
        ("%D0", "%D0"), ("%D0x", "%D0x"), ("%E2%82", "%E2%82"), ("%E2%82%41", "%E2%82A"),
        ("%E2%82%AC", "\u{20AC}"), ("%F0%9F%98%80", "\u{1F600}"), ("%F0%9F%98", "%F0%9F%98"),
        ("%C0%80", "%C0%80"), ("%C1%BF", "%C1%BF"), ("%E0%80%80", "%E0%80%80"),
        ("%F0%8F%BF%BF", "%F0%8F%BF%BF"),
        ("%ED%A0%80", "%ED%A0%80"), ("%ED%9F%BF", "\u{D7FF}"), ("%EE%80%80", "\u{E000}"),
        ("%F4%8F%BF%BF", "\u{10FFFF}"), ("%F4%90%80%80", "%F4%90%80%80"), ("%F5%80%80%80", "%F5%80%80%80"),
        ("%E9t%E9", "%E9t%E9"), ("%C3+%A9", "%C3 %A9"),
    ])
    func escapesThatAreNoUTF8KeepTheirSpelling(value: String, expected: String) {
        #expect(pairs(Array("a=\(value)".utf8)) == ["a:\(expected)"])
    }

    @Test(
        arguments: [
            ([0xC3, 0xA9], "\u{E9}"), ([0xE9], "%E9"), ([0xC3, 0x28], "%C3("),
            ([0xFF, 0xC3, 0xA9, 0x80], "%FF\u{E9}%80"),
            ([0xED, 0xA0, 0x80], "%ED%A0%80"), ([0xEF, 0xBB, 0xBF], "\u{FEFF}"),
        ] as [([UInt8], String)])
    func rawBytesAreReadAsUTF8(value: [UInt8], expected: String) {
        #expect(pairs(Array("a=".utf8) + value) == ["a:\(expected)"])
        #expect(pairs(value) == ["\(expected):"])
    }

    @Test func rawAndEscapedBytesFormOneCharacter() {
        #expect(pairs(Array("a=%C3".utf8) + [0xA9]) == ["a:\u{E9}"])
        #expect(pairs(Array("a=".utf8) + [0xC3] + Array("%a9".utf8)) == ["a:\u{E9}"])
    }

    @Test func spellingOfBytesIsNotNormalized() {
        let pairs = QueryString(Array("e%CC%81=1&%C3%A9=2".utf8)[...]).pairs
        #expect(pairs.map(\.name) == [[0x65, 0xCC, 0x81], [0xC3, 0xA9]])
    }

    @Test func resultIsAlwaysUTF8() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let escaped = "a=%\(hex(first))%\(hex(second))%80"
                for value in [Array("a=".utf8) + [first, second, 0x80], Array(escaped.utf8)] {
                    let isUTF8 = QueryString(value[...]).pairs.allSatisfy {
                        String(validating: $0.name, as: UTF8.self) != nil
                            && String(validating: $0.value, as: UTF8.self) != nil
                    }
                    #expect(isUTF8, "\(value)")
                }
            }
        }
    }

    /// `name:value` of every pair, compared as text whose scalars count.
    private func pairs(_ query: [UInt8]) -> [String] {
        QueryString(query[...]).pairs.map {
            String(decoding: $0.name, as: UTF8.self) + ":" + String(decoding: $0.value, as: UTF8.self)
        }
    }

    private func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
