/// What stood in the named segments of a path, percent-decoded.
package struct PathParameters: Sendable {
    private var values: [String: String] = [:]

    package subscript(_ name: String) -> String? { values[name] }

    mutating func add(_ name: String, escaped segment: Substring) {
        let bytes = PercentDecoder(Array(segment.utf8)[...], plusIsSpace: false).decoded()
        values[name] = String(decoding: bytes, as: UTF8.self)
    }
}
