import HTML
import HTTP

extension HTTPResponse {
    /// A page, which no cache may keep.
    init(_ status: HTTPStatus, _ page: some Page, in layout: Layout, headers: [HTTPHeader] = []) {
        self.init(
            status, headers: Self.pageHeaders + headers, body: WebApp.templates.html(of: page, in: layout))
    }

    /// The beginning of a page, and its rest when that is made. Web servers pass on at once what comes.
    init(pageBeginning beginning: [UInt8], rest: BodyRest) {
        self.init(
            .ok, headers: Self.pageHeaders + [HTTPHeader(.xAccelBuffering, "no")], body: beginning, rest: rest
        )
    }

    private static let pageHeaders =
        [
            HTTPHeader(.contentType, "text/html; charset=utf-8"), HTTPHeader(.cacheControl, "no-store"),
            HTTPHeader(.contentSecurityPolicy, contentSecurityPolicy),
        ] + guards

    /// To another page, by its path below the dashboard, which begins with a slash: to no other site, whatever it is.
    init(seeOther path: String, of request: HTTPRequest, headers: [HTTPHeader] = []) {
        self.init(
            .seeOther,
            headers: [
                HTTPHeader(.location, request.prefix + WebApp.dashboardPath + path),
                HTTPHeader(.cacheControl, "no-store"),
            ] + headers)
    }

    /// A file with a hash in its name.
    init(_ asset: Asset) {
        self.init(
            .ok,
            headers: [
                HTTPHeader(.contentType, asset.contentType),
                HTTPHeader(.cacheControl, "public, max-age=31536000, immutable"),
            ] + Self.guards,
            body: asset.bytes)
    }

    /// Nothing from elsewhere, and no script or style that does not come as a file of ours; no page of another site shows it.
    private static let contentSecurityPolicy = """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    private static let guards = [
        HTTPHeader(.xContentTypeOptions, "nosniff"), HTTPHeader(.referrerPolicy, "same-origin"),
    ]
}
