import Foundation
import JSON

/// Of the JSON scanner: what it accepts is what RFC 8259 and Foundation accept, and exact texts stay exact.
struct JSONPromises {
    let document: [UInt8]

    func check() throws {
        let text: JSONText
        do {
            text = try JSONText(parsing: document)
        } catch {
            return try checkRefusal(error)
        }
        let value =
            hasByteOrderMark
            ? nil : try? JSONSerialization.jsonObject(with: Data(document), options: .fragmentsAllowed)
        try promise(
            "Foundation refuses it as well, or has a reason of its own",
            value != nil || isBeyondFoundation || hasByteOrderMark)
        try promise("valid JSON is UTF-8", String(validating: document, as: UTF8.self) != nil)
        try checkText(text)
        try checkObject(text, foundation: value as? [String: Any])
        try checkString(text, foundation: value as? String)
        try checkElements(text, foundation: value as? [Any])
    }

    private func checkRefusal(_ error: JSONError) throws {
        try promise("an object is refused as well", (try? JSONObject(parsing: document)) == nil)
        guard error != .tooDeep, isPlainUTF8, !hasCommaAtEnd else { return }
        let value = try? JSONSerialization.jsonObject(with: Data(document), options: .fragmentsAllowed)
        try promise("Foundation does not accept it", value == nil)
        if case .malformed(let offset) = error {
            try promise("the fault is in the document or at its end", (0...document.count).contains(offset))
        }
    }

    /// Foundation guesses other encodings from a byte order mark and from zero bytes; RFC 8259 knows UTF-8 alone.
    private var isPlainUTF8: Bool {
        !document.contains(0) && !document.starts(with: [0xEF, 0xBB, 0xBF])
            && String(validating: document, as: UTF8.self) != nil
    }

    /// Foundation takes `{"a":1,}` and `[1,]`, which sections 4 and 5 do not.
    private var hasCommaAtEnd: Bool {
        let bare = document.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return [",}", ",]"].contains { bare.firstRange(of: Array($0.utf8)) != nil }
    }

    /// U+FEFF within a string is a character like others (RFC 8259 section 8.1 speaks of the start of a text);
    /// Foundation drops it where an escape stands before it.
    private var hasByteOrderMark: Bool { document.firstRange(of: [0xEF, 0xBB, 0xBF]) != nil }

    /// Grammar without meaning, of which section 7 and 6 of the RFC speak: surrogates without their partner, and
    /// numbers that fit no type.
    private var isBeyondFoundation: Bool {
        let text = String(decoding: document, as: UTF8.self)
        return text.contains(/\\u[dD][89a-fA-F]/) || text.contains(/[0-9]{15}|[eE][+-]?0*[0-9]{2}/)
    }

    private func checkText(_ text: JSONText) throws {
        let again = try JSONText(parsing: Array(text.bytes))
        try promise("a text scans to itself", again == text && again.kind == text.kind)
        let padded = [0x20, 0x0A] + document + [0x09, 0x0D]
        try promise("white space around changes nothing", try JSONText(parsing: padded) == text)
        for end in [0, 1, text.bytes.count / 2, text.bytes.count - 1]
        where text.kind != .number && end < text.bytes.count {
            let start = Array(text.bytes.prefix(end))
            try promise("a part of it is none", (try? JSONText(parsing: start)) == nil)
        }
    }

    private func checkString(_ text: JSONText, foundation: String?) throws {
        guard text.kind == .string else { return try promise("only strings are decoded", text.string == nil) }
        guard let string = text.string else { throw Violation("a string has a text") }
        if let foundation {
            try promise("Foundation decodes it to the same", Array(foundation.utf8) == Array(string.utf8))
        }
        try promise("a string written anew is the same", JSONText(string: string).string == string)
        if let bytes = text.stringBytes, String(validating: bytes, as: UTF8.self) != nil {
            try promise("its bytes are the text's", Array(bytes) == Array(string.utf8))
            try promise("bytes written anew are the same", JSONText(utf8: Array(bytes)).stringBytes == bytes)
        }
    }

    private func checkElements(_ text: JSONText, foundation: [Any]?) throws {
        guard text.kind == .array else {
            return try promise("only arrays have elements", text.elements == nil)
        }
        guard let elements = text.elements else { throw Violation("an array has elements") }
        try promise("Foundation counts as many", foundation.map { $0.count == elements.count } ?? true)
        try promise("the first is the first", text.firstElement == elements.first)
        try promise("written anew they are the same", JSONText(array: elements).elements == elements)
    }
}
