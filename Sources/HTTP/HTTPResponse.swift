/// The answer to one request.
package struct HTTPResponse: Sendable {
    package let status: HTTPStatus
    /// In the order in which they are sent.
    package var headers: [HTTPHeader] {
        didSet { written = nil }
    }
    /// All of the body, or its beginning.
    package let body: [UInt8]
    /// What is made behind `body` while that is sent; nil: nothing.
    package let rest: BodyRest?

    /// What `cgiBytes` gives for an answer with its body, when that was made ahead of time.
    private var written: [UInt8]?

    package init(
        _ status: HTTPStatus, headers: [HTTPHeader] = [], body: [UInt8] = [], rest: BodyRest? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.rest = rest
    }

    /// The value of the first header field of that name; nil when there is none.
    package subscript(_ name: HTTPHeader.Name) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// The same answer with its bytes made now, so that the thread that sends it has nothing else to do.
    package func writtenOut() -> HTTPResponse {
        var response = self
        response.written = cgiBytes(omittingBody: false)
        return response
    }

    /// The answer as a CGI program writes it (RFC 3875 section 6), `Status` first, but for what is made later.
    ///
    /// The body is omitted in answer to HEAD; its length is told all the same, if it is known.
    package func cgiBytes(omittingBody: Bool) -> [UInt8] {
        if let written, !omittingBody { return written }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256 + body.count)
        bytes += "Status: \(status.code) \(status.reason)\r\n".utf8
        for header in headers {
            bytes += header.name.rawValue.utf8
            bytes += ": ".utf8
            bytes += header.value.utf8
            bytes += "\r\n".utf8
        }
        // RFC 9110 section 8.6: a 204 has neither body nor length, and a 304 would tell that of another answer.
        guard status != .noContent, status != .notModified else { return bytes + "\r\n".utf8 }
        if let length { bytes += "Content-Length: \(length)\r\n".utf8 }
        bytes += "\r\n".utf8
        if !omittingBody { bytes += body }
        return bytes
    }

    /// Of the whole body, in bytes; nil: not known before it ends.
    private var length: Int? {
        guard let rest else { return body.count }
        return rest.length.map { body.count + $0 }
    }
}

/// Of whole answers: what is still to be made compares with nothing.
extension HTTPResponse: Hashable {
    package static func == (left: HTTPResponse, right: HTTPResponse) -> Bool {
        left.status == right.status && left.headers == right.headers && left.body == right.body
            && left.rest == nil && right.rest == nil
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(status)
        hasher.combine(headers)
        hasher.combine(body)
    }
}
