import Foundation

/// What a web server has answered, as a client sees it.
package struct Answer: Sendable {
    package let status: Int
    /// Names in lower case, in order.
    package let headers: [(name: String, value: String)]
    package let body: String

    /// The first header of the name, which is given in lower case.
    package subscript(header name: String) -> String? {
        headers.first { $0.name == name }?.value
    }
}

extension Answer {
    /// Reads status line and headers, without the blank line that ends them.
    init(head: String, body: String) throws {
        var lines = head.components(separatedBy: "\r\n")[...]
        let statusLine = lines.removeFirst().split(separator: " ")
        guard statusLine.count >= 2, statusLine[0].hasPrefix("HTTP/"), let status = Int(statusLine[1]) else {
            throw Unexpected("no status line: \(head)")
        }
        self.status = status
        self.body = body
        headers = lines.compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            return (line[..<colon].lowercased(), value)
        }
    }
}
