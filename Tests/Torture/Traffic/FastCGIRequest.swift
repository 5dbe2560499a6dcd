/// Requests in the records that a web server sends (FastCGI specification, section 3).
enum FastCGIRequest {
    /// A lead of a click that never came, on a connection to be kept.
    static let lead: [UInt8] =
        record(1, [0, 1, 1, 0, 0, 0, 0, 0]) + record(4, variables.flatMap(pair)) + record(4, [])
        + record(5, [])

    private static let variables = [
        ("REQUEST_METHOD", "GET"), ("REQUEST_URI", "/api/v2/track/lead"), ("CONTENT_LENGTH", "0"),
        ("QUERY_STRING", "clickId=c0ffee00-1111-4222-8333-444455556666"),
    ]

    private static func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
        [1, type, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 0xFF), 0, 0] + content
    }

    /// Both shorter than 128 bytes.
    private static func pair(_ name: String, _ value: String) -> [UInt8] {
        [UInt8(name.utf8.count), UInt8(value.utf8.count)] + name.utf8 + value.utf8
    }
}
