import JSON

/// How a text becomes text of HTML, XML or an attribute, whatever is in it.
package enum Escape {
    /// For people to read: what a page would obey or not show, a mark that turns the direction of writing or a control
    /// character, is spelled out as in logs, `\u{202E}`.
    package static func shown(_ text: String) -> String {
        var bytes: [UInt8] = []
        shown(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func shown(_ text: String, to bytes: inout [UInt8]) {
        append(text.visible, to: &bytes)
    }

    /// For a field of a form, which sends back what it shows: the text itself, but for control characters, which HTML does
    /// not have.
    package static func exact(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Byte by byte: a quote with an accent behind it is one Character, and would end an attribute all the same.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case UInt8(ascii: "\t"), UInt8(ascii: "\n"): bytes.append(byte)
            // As it stands a browser would make a line feed of it.
            case UInt8(ascii: "\r"): bytes += "&#13;".utf8
            case 0..<0x20, 0x7F: bytes += "\\u{\(String(byte, radix: 16, uppercase: true))}".utf8
            default: bytes.append(byte)
            }
        }
    }
}
