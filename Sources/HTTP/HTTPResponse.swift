/// The answer to one request.
package struct HTTPResponse: Sendable, Hashable {
    package let status: HTTPStatus
    /// In the order in which they are sent.
    package var headers: [HTTPHeader]
    package let body: [UInt8]

    package init(_ status: HTTPStatus, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of the first header field of that name; nil when there is none.
    package subscript(_ name: HTTPHeader.Name) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// The answer as a CGI program writes it (RFC 3875 section 6), `Status` first.
    ///
    /// The body is omitted in answer to HEAD; its length is told all the same.
    package func cgiBytes(omittingBody: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256 + body.count)
        bytes += "Status: \(status.code) \(status.reason)\r\n".utf8
        for header in headers {
            bytes += header.name.rawValue.utf8
            bytes += ": ".utf8
            bytes += header.value.utf8
            bytes += "\r\n".utf8
        }
        // RFC 9110 section 8.6: a 204 has neither body nor length.
        guard status != .noContent else { return bytes + "\r\n".utf8 }
        bytes += "Content-Length: \(body.count)\r\n\r\n".utf8
        if !omittingBody { bytes += body }
        return bytes
    }
}
