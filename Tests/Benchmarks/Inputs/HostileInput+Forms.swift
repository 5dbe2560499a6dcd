/// Forms, and queries, which are read like them.
extension HostileInput {
    static let forms: [HostileInput] =
        fields(mostBytes - 100).flatMap { title, fields in
            [form(title, to: "postback", fields), form(title + ", to lead", to: "lead", fields)]
        } + [
            HostileInput("form: a near miss as long as there is room for") { _ in
                .event(
                    "lead", Array("click".utf8) + .filled(mostBytes - 20, with: "_") + Array("id=1".utf8),
                    mediaType: "application/x-www-form-urlencoded")
            },
            HostileInput("form: a click id so often as there is room for") { id in
                .event(
                    "lead", .filled(40_000, with: "clickId=\(id)&"),
                    mediaType: "application/x-www-form-urlencoded")
            },
            HostileInput("form: 999 click ids of another length") { id in
                .event(
                    "lead",
                    Array("clickId=\(id)&".utf8)
                        + .filled(999 * 1_009, with: "clickId=" + String(repeating: "0", count: 1_000) + "&"),
                    mediaType: "application/x-www-form-urlencoded")
            },
        ]

    static let queries: [HostileInput] = fields(mostVariableBytes - 100).map { query($0.0, $0.1) }

    /// What fields can consist of, by their title.
    private static func fields(_ count: Int) -> [(String, [UInt8])] {
        let status = Array("status=".utf8)
        let values = [
            ("letters", "A"), ("escaped letters", "%41"), ("plus signs", "+"), ("escaped quotes", "%22"),
            ("escaped NUL", "%00"), ("escaped control characters", "%1F"), ("control characters", "\u{1}"),
            ("escapes that are no UTF-8", "%FF"), ("escapes that stop short", "%F0%9F%98"),
            ("escapes that are none", "%"), ("escapes that are half", "%4"), ("two bytes a letter", "É"),
            ("escaped letters of two bytes", "%C3%89"), ("escaped letters of four bytes", "%F0%90%90%80"),
            ("backslashes", "\\"), ("equals signs", "="),
        ].map { title, text in ("a value of \(title)", status + .filled(count - 10, with: text)) }
        return values + [
            ("a value that is no UTF-8", status + .filled(count - 10, with: [0xFF])),
            ("a value of letters that stop short", status + .filled(count - 10, with: [0xF0, 0x9F, 0x98])),
            ("a name of escaped letters", .filled(count, with: "%41")),
            ("a name that is no UTF-8", .filled(count, with: [0xFF])),
            ("nothing but ampersands", .filled(count, with: "&")),
            ("as many fields as there is room for", numbered(count, most: .max) { "\($0)=1&" }),
            ("as many equal fields as there is room for", .filled(count, with: "a=&")),
            ("999 fields with long values", numbered(count, most: 999) { "\($0)=\(long)&" }),
            ("999 fields of escapes", numbered(count, most: 999) { "%6e\($0)=\(escapes)&" }),
            ("999 fields of what is no UTF-8", numbered(count, most: 999) { "\($0)=\(invalid)&" }),
            ("999 long names", numbered(count, most: 999) { "\($0)\(long)=&" }),
            ("999 equal names", numbered(count, most: 999) { _ in "\(long)=1&" }),
            ("999 equal names with values", numbered(count, most: 999) { _ in "a=\(long)&" }),
        ]
    }

    private static func numbered(_ count: Int, most: Int, _ field: (Int) -> String) -> [UInt8] {
        var fields: [UInt8] = []
        var number = 0
        while number < most {
            let next = field(number).utf8
            guard fields.count + next.count <= count else { break }
            fields += next
            number += 1
        }
        return fields
    }

    private static let long = String(repeating: "n", count: 1_000)
    private static let escapes = String(repeating: "%41", count: 340)
    private static let invalid = String(repeating: "%FF", count: 340)
}
