import HTTP
import Storage
import TestSupport
import Testing
import Web

/// Where a login may come from.
struct OriginTests {
    private static let path = "/api/v2/auth/authenticate"

    @Test(
        arguments: [
            ([], false), ([("HTTPS", "off")], false), ([("HTTPS", "on")], true),
            ([("REMOTE_ADDR", "198.51.100.7")], false), ([("REMOTE_ADDR", "127.0.0.1")], true),
            ([("REMOTE_ADDR", "127.1.2.3")], true), ([("REMOTE_ADDR", "::1")], true),
            ([("REMOTE_ADDR", "::ffff:127.0.0.1")], true), ([("REMOTE_ADDR", "unix:")], true),
            ([("REMOTE_ADDR", "128.127.0.1")], false), ([("REMOTE_ADDR", "::2")], false),
            ([("REMOTE_ADDR", "198.51.100.7"), ("HTTP_X_FORWARDED_PROTO", "https")], false),
        ] as [([(String, String)], Bool)])
    func plainHTTPIsRefused(variables: [(String, String)], isPrivate: Bool) async throws {
        let login = [("HTTP_AUTHORIZATION", Login.token.field)]
        let site = try TestSite()
        let response = await site.send(HTTPRequest("POST", Self.path, variables + login))
        #expect(response.status == (isPrivate ? .ok : .forbidden))
        if !isPrivate {
            #expect(
                response.text == """
                    {"code":403,"status":"Forbidden","message":"Login over plain HTTP is refused. Use HTTPS."}
                    """)
            // A challenge would make a browser send the password in the clear.
            let unasked = await site.send(HTTPRequest("GET", "/api/v2/core/x", variables))
            #expect(unasked.status == .forbidden)
            #expect(unasked[.wwwAuthenticate] == nil)
        }
        let open = try TestSite(allowsPlainHTTP: true)
        #expect(await open.send(HTTPRequest("POST", Self.path, variables + login)).status == .ok)
        open.app.change(to: LoginRules())
        #expect(
            await open.send(HTTPRequest("POST", Self.path, variables + login)).status
                == (isPrivate ? .ok : .forbidden))
    }

    @Test(
        arguments: [
            ([], true), ([("Sec-Fetch-Site", "same-origin")], true), ([("Sec-Fetch-Site", "none")], true),
            ([("Sec-Fetch-Site", "same-site")], false), ([("Sec-Fetch-Site", "cross-site")], false),
            (
                [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://t.example"), ("Host", "t.example")],
                false
            ),
            ([("Origin", "https://t.example"), ("Host", "t.example")], true),
            ([("Origin", "https://T.example"), ("Host", "t.EXAMPLE")], true),
            ([("Origin", "https://t.example:8443"), ("Host", "t.example:8443")], true),
            ([("Origin", "https://t.example:8443"), ("Host", "t.example")], true),
            ([("Origin", "https://t.example:8443"), ("Host", "t.example:9443")], false),
            ([("Origin", "https://evil.example"), ("Host", "t.example")], false),
            ([("Origin", "https://t.example.evil.example"), ("Host", "t.example")], false),
            ([("Origin", "https://[::1]:8443"), ("Host", "[::1]:8443")], true),
            ([("Origin", "https://[::1]"), ("Host", "[::1]")], true),
            ([("Origin", "https://[::2]"), ("Host", "[::1]")], false),
            ([("Origin", "null"), ("Host", "t.example")], false), ([("Origin", ""), ("Host", "")], false),
            ([("Origin", "https://t.example")], false),
        ] as [([(String, String)], Bool)])
    func changeByAnotherSiteIsRefused(headers: [(String, String)], isAllowed: Bool) async throws {
        let site = try TestSite()
        let variables = headers.map { name, value in
            ("HTTP_" + name.uppercased().split(separator: "-").joined(separator: "_"), value)
        }
        let response = await site.ask("POST", "/api/v2/core/campaigns", "{}", variables)
        #expect(response.status == (isAllowed ? .unprocessableEntity : .forbidden))
        if !isAllowed { #expect(response.text == #"{"code":403,"status":"Forbidden"}"#) }
        #expect(await site.ask("GET", "/api/v2/core/campaigns/1", "", variables).status == .notFound)
    }

    /// A form of another site can send no JSON.
    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", nil])
    func changeIsJSON(mediaType: String?) async throws {
        let response = try await TestSite().send(
            HTTPRequest(
                "POST", "/api/v2/core/campaigns", body: .complete(Array("{}".utf8)), mediaType: mediaType,
                [("HTTPS", "on"), ("HTTP_AUTHORIZATION", Login.token.field)]))
        #expect(response.status == .unsupportedMediaType)
        #expect(response[.acceptPost] == "application/json")
    }

    @Test func readingTokenChangesNothing() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for (method, path) in [("POST", "/api/v2/core/campaigns"), ("PATCH", "/api/v2/core/campaigns/42")] {
            for body in ["{}", "{", #"{"name":"x"}"#] {
                let response = await site.ask(method, path, body, login: .readingToken)
                #expect(response.status == .forbidden)
                #expect(response.text == #"{"code":403,"status":"Forbidden"}"#)
            }
        }
        #expect(await site.ask("GET", "/api/v2/core/campaigns/42", login: .readingToken).status == .ok)
        #expect(
            await site.ask("OPTIONS", "/api/v2/core/campaigns", login: .readingToken).status == .noContent)
    }
}
