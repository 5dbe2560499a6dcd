/// One request as the web server handed it over.
package struct HTTPRequest: Sendable {
    package let method: HTTPMethod
    /// What routes are matched against: ASCII, without the prefix; see `RoutePath`. Empty when no route can match.
    package private(set) var path: String
    /// What stood before `path` in the request's target, so that a link can be made of both; often empty.
    package private(set) var prefix: String
    /// The query as it was sent, without its `?`.
    package let query: ArraySlice<UInt8>
    package let body: Body
    /// Whether nobody waits for the answer any more. To be asked before the answer is given, or while a
    /// piece of it is made, by one thread at a time.
    package var isAbandoned: @Sendable () -> Bool = { false }
    private let cgi: CGIVariables

    package enum Body: Sendable, Equatable {
        /// All the bytes that were promised.
        case complete([UInt8])
        /// Some bytes, up to the stream's end, where no length was announced. Whether they are all that was sent can be
        /// told only of a form that shows its own end, as an object of JSON does.
        case unmeasured([UInt8])
        /// Fewer bytes than CONTENT_LENGTH: nothing of such a request may be stored.
        case truncated
        /// More bytes than the limit; they were not read.
        case tooLarge
    }

    package init(cgi: CGIVariables, body: Body) {
        self.cgi = cgi
        self.body = body
        method = HTTPMethod(cgi.bytes("REQUEST_METHOD") ?? [])
        let target = RequestTarget(cgi)
        let route = RoutePath(target, cgi)
        path = route.text
        prefix = route.prefix
        query = target.query
    }

    /// The same request as one for a CGI program that its path goes through; nil when there is no such program.
    ///
    /// To be asked when `path` leads nowhere: lighttpd calls any part of a path the program's name.
    package var belowProgram: HTTPRequest? {
        guard let route = RoutePath(belowProgram: RequestTarget(cgi), cgi) else { return nil }
        var request = self
        request.path = route.text
        request.prefix = route.prefix
        return request
    }

    /// The media type of the body; nil when there is none or it is malformed.
    package var mediaType: MediaType? { cgi.bytes("CONTENT_TYPE").flatMap { MediaType($0) } }

    /// Whether the body is compressed or otherwise encoded (RFC 9110 section 8.4).
    package var isBodyEncoded: Bool {
        guard let encoding = cgi.text("HTTP_CONTENT_ENCODING") else { return false }
        let name = encoding.lowercased().filter { $0 != " " && $0 != "\t" }
        return !name.isEmpty && name != "identity"
    }

    /// Whether the client's connection to the web server is encrypted.
    package var isSecure: Bool { cgi.text("HTTPS")?.lowercased() == "on" }

    /// The client's address as the web server knows it.
    package var remoteAddress: String? { cgi.text("REMOTE_ADDR") }

    /// The port at which the web server has taken the request; nil: it does not say.
    package var serverPort: String? { cgi.text("SERVER_PORT") }

    /// Whether CSV is asked for rather than JSON (RFC 9110 section 12.5.1); JSON where both are as welcome.
    package var prefersCSV: Bool {
        guard let accepted = cgi.bytes("HTTP_ACCEPT").map(AcceptedMediaTypes.init) else { return false }
        return accepted.prefers("text/csv", to: "application/json")
    }

    /// The value of a header field, `Authorization` for example; nil when it was not sent.
    package func header(_ name: String) -> String? {
        let suffix = String(name.uppercased().map { $0 == "-" ? "_" : $0 })
        let isOwnVariable = suffix == "CONTENT_TYPE" || suffix == "CONTENT_LENGTH"
        return cgi.text(isOwnVariable ? suffix : "HTTP_" + suffix)
    }
}
