import Foundation
import GRDB

/// Texts in SQL, whole.
///
/// GRDB hands SQLite a String as C does, up to its first NUL: a stranger's `bob\0x` would be `bob`. Swift prefers these to
/// GRDB's own interpolations, which are generic, so that a text in SQL cannot be bound otherwise.
extension SQLInterpolation {
    /// A text by its bytes and their count.
    mutating func appendInterpolation(_ text: String) {
        appendInterpolation(sql: "CAST(? AS TEXT)", arguments: [Data(text.utf8)])
    }

    /// The same; NULL for nil.
    mutating func appendInterpolation(_ text: String?) {
        appendInterpolation(sql: "CAST(? AS TEXT)", arguments: [text.map { Data($0.utf8) }])
    }

    mutating func appendInterpolation(_ text: Substring) {
        appendInterpolation(String(text))
    }
}

/// Texts that people choose are selected as `CAST(name AS BLOB)`, since GRDB reads a text up to its first NUL, too.
extension Row {
    func text(_ column: Int) -> String {
        let bytes: Data = self[column]
        return String(decoding: bytes, as: UTF8.self)
    }

    /// nil for NULL.
    func optionalText(_ column: Int) -> String? {
        let bytes: Data? = self[column]
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }
}
