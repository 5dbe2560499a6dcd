/// Bodies in JSON.
extension HostileInput {
    /// One member with much in it; its text, escaped in many ways, is kept, mapped and shown.
    static let bodies: [HostileInput] =
        [
            ("plain text", "x"), ("quotes", #"\""#), ("line ends", #"\n"#),
            ("letters as escapes", #"\u0041"#),
            ("NUL as escapes", #"\u0000"#), ("surrogate pairs", #"\ud83d\ude00"#),
            ("lone surrogates", #"\ud800"#),
            ("two bytes a letter", "É"), ("three bytes a letter", "ﷺ"), ("four bytes a letter", "𐐀"),
            ("capitals", "A"), ("capital sigma", "Σ"), ("combining marks", "e\u{301}\u{316}"),
            ("spaces", " "),
        ].flatMap { title, text in
            [
                json("a status of \(title)", #""status":"\#(String.filling(text))""#),
                json("a click's parameter of \(title)", to: "click", #""p":"\#(String.filling(text))""#),
            ]
        } + [
            json("a status in an array", #""status":["\#(String.filling("A"))"]"#),
            json("a status of digits", #""status":\#(String.filling("9"))"#),
            json("an array of zeros", #""a":[\#(String.filling("0,"))0]"#),
            json("an array of literals", #""a":[\#(String.filling("null,"))0]"#),
            json("an array of exponents", #""a":[\#(String.filling("1e1,"))0]"#),
            json("an array of empty arrays", #""a":[\#(String.filling("[],"))0]"#),
            json("an array of objects", #""a":[\#(String.filling(#"{"":0},"#))0]"#),
            json("arrays as deep as they may be", #""a":[\#(String.filling(deep + ","))0]"#),
            json("objects as deep as they may be", #""a":[\#(String.filling(deepObject + ","))0]"#),
            json("arrays too deep", #""a":\#(String.filling("["))"#),
            json("objects too deep", #""a":\#(String.filling(#"{"":"#))"#),
            json("white space", #""a":\#(String.filling(" \n\t"))0"#),
            json("broken at the end", #""a":"\#(String.filling("x"))"#),
            json("a last byte that is no UTF-8", #""a":"\#(String.filling("é"))\#u{0}""#),
            HostileInput("JSON: an array as the whole") { _ in .event("click", .filled(mostBytes, with: "[0"))
            },
            HostileInput("JSON: a string as the whole") { _ in
                .event("click", Array("\"\(String.filling("x"))\"".utf8))
            },
            HostileInput("JSON: nothing but spaces") { _ in .event("click", .filled(mostBytes, with: " ")) },
            HostileInput("JSON: nothing but zero bytes") { _ in .event("click", .filled(mostBytes, with: [0]))
            },
            HostileInput("plain text") { _ in
                .event("click", .filled(mostBytes, with: "x"), mediaType: "text/plain")
            },
        ]

    private static let deep = String(repeating: "[", count: 120) + String(repeating: "]", count: 120)
    private static let deepObject =
        String(repeating: #"{"":"#, count: 120) + "0" + String(repeating: "}", count: 120)
}

/// Bodies in JSON with many members, or long names.
extension HostileInput {
    static let members: [HostileInput] =
        ["click", "postback"].flatMap { path in
            [
                json(
                    "as many short members as there is room for, to \(path)", to: path,
                    count(170_000) { #""\#($0)":1"# }),
                json(
                    "998 members with long values, to \(path)", to: path,
                    thousand { #""\#($0)":"\#(value)""# }),
                json("998 long names, to \(path)", to: path, thousand { #""\#(long($0))":0"# }),
                json(
                    "998 long names that differ at their ends, to \(path)", to: path,
                    thousand { #""\#(name)\#($0)":0"# }),
                json("998 names of escapes, to \(path)", to: path, thousand { #""\#(escapes)\#($0)":0"# }),
                json("998 equal names, to \(path)", to: path, thousand { _ in #""\#(name)":0"# }),
                json(
                    "998 equal names of escapes, to \(path)", to: path, thousand { _ in #""\#(escapes)":0"# }),
                json(
                    "a name as long as there is room for, to \(path)", to: path,
                    #""\#(String.filling("n"))":0"#),
                json("such a name of escapes, to \(path)", to: path, #""\#(String.filling(#"\u006e"#))":0"#),
                json(
                    "such a name of surrogates, to \(path)", to: path, #""\#(String.filling(#"\udc00"#))":0"#),
            ]
        } + [
            wrong("a near miss as long as there is room for", #""click\#(String.filling("_"))id":0"#),
            wrong("998 near misses of another field", thousand { #""campaign\#(underscores)\#($0)":0"# }),
            wrong("998 near misses in escapes", thousand { _ in #""\#(escapes)":0"# }),
            wrong("a click id as long as there is room for", #""clickId":"\#(String.filling("0"))""#),
            wrong("a click id of spaces", #""clickId":"\#(String.filling(" "))""#),
            wrong("a click id of escapes", #""clickId":"\#(String.filling(#"\u0030"#))""#),
            wrong("a click id as an array", #""clickId":[\#(String.filling("0,"))0]"#),
            wrong("a campaign of digits", #""campaignId":\#(String.filling("9"))"#),
            wrong("a campaign of digits in a string", #""campaignId":"\#(String.filling("9"))""#),
            wrong("a campaign of zeros in a string", #""campaignId":"\#(String.filling("0"))""#),
            wrong("a campaign of spaces", #""campaignId":"\#(String.filling(" "))""#),
            wrong("a campaign with an exponent", #""campaignId":1e\#(String.filling("9"))"#),
            wrong("a campaign with a fraction", #""campaignId":1.\#(String.filling("0"))"#),
        ]

    /// A click without what it needs.
    private static func wrong(_ title: String, _ members: String) -> HostileInput {
        HostileInput("JSON: \(title)") { _ in .event("click", Array("{\(members)}".utf8)) }
    }

    private static func thousand(_ member: (Int) -> String) -> String { count(998, member) }

    private static func count(_ count: Int, _ member: (Int) -> String) -> String {
        var text = ""
        for number in 0..<count {
            let next = member(number)
            guard text.utf8.count + next.utf8.count < mostBytes - 200 else { break }
            text += (number == 0 ? "" : ",") + next
        }
        return text
    }

    private static let value = String(repeating: "v", count: 1_000)
    private static let name = String(repeating: "n", count: 1_000)
    private static let underscores = String(repeating: "_", count: 1_000)
    private static let escapes = String(repeating: #"\u006e"#, count: 170)

    private static func long(_ number: Int) -> String { "\(number)" + name }
}
