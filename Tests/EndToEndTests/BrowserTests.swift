import Foundation
import TestSupport
import TestTraits
import Testing

/// What the script of a landing page can do in a real browser, and what it can read.
@Suite(.ownThread, .needsInstalledServers, .needsBrowser, .timeLimit(.minutes(30)))
struct BrowserTests {
    private static let kinds: [WebServer.Kind] = [.nginx, .apacheProxy]
    private static let id = "b40b5e40-1111-4222-8333-444455556666"
    private static let click = #"{"clickId":"\#(id)","campaignId":42}"#
    private static let json = ["Content-Type": "application/json"]

    /// The header fields that tools for monitoring add to every request of a page.
    @Test(arguments: kinds)
    func headersOfMonitoringBlockNoClick(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let headers = [
            "Content-Type": "application/json", "sentry-trace": "0-0", "baggage": "a=b", "request-id": "1",
            "traceparent": "00-0-0-00",
        ]
        let visit = try BrowserVisit(
            to: site, [.init(path: "/api/v2/track/click", headers: headers, body: Self.click)])
        #expect(visit.outcomes == [.init(status: 201, body: #"{"clickId":"\#(Self.id)"}"#)])
        #expect(try site.tracker.journey(Self.id).campaignId == 42)
    }

    /// Of a beacon the script hears no more than that it was taken.
    @Test(arguments: kinds, [BrowserVisit.Attempt.Way.blobBeacon, .textBeacon])
    func beaconIsStored(_ kind: WebServer.Kind, _ way: BrowserVisit.Attempt.Way) throws {
        let site = try Site(kind)
        let visit = try BrowserVisit(
            to: site, [.init(way: way, path: "/api/v2/track/click", body: Self.click)])
        #expect(visit.outcomes == [.init(status: 0, body: "true")])
        try waitUntil("the click is stored") { try !site.tracker.eventRows().isEmpty }
        #expect(try site.tracker.journey(Self.id).campaignId == 42)
    }

    @Test(arguments: kinds)
    func plainTextNeedsNoPreflight(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let visit = try BrowserVisit(
            to: site,
            [
                .init(path: "/api/v2/track/lead", body: #"{"clickId":"\#(Self.id)"}"#),
                .init(
                    path: "/api/v2/track/postback", headers: Self.json, body: #"{"clickId":"\#(Self.id)"}"#),
            ])
        #expect(visit.outcomes.map(\.status) == [201, 201])
        // That of the second attempt, so that none of the first can still come.
        try waitUntil("the preflight is logged") {
            try site.web.accessLog.contains(#""OPTIONS /api/v2/track/postback "#)
        }
        #expect(try !site.web.accessLog.contains(#""OPTIONS /api/v2/track/lead "#))
    }

    /// Of the responder, and of the web server itself.
    @Test(arguments: kinds)
    func refusalsCanBeRead(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let visit = try BrowserVisit(
            to: site,
            [
                .init(path: "/api/v2/track/click", headers: Self.json, body: #"{"campaignId":42}"#),
                .init(path: "/api/v2/track/click", body: "none"),
                .init(path: "/api/v2/track/click", headers: ["Content-Type": "text/html"], body: Self.click),
                .init(path: "/api/v2/track/click", body: Self.click, spaces: 1024 * 1024),
            ])
        #expect(
            visit.outcomes.map(\.body) == [
                #"{"code":422,"status":"Unprocessable Entity","errors":{"json":{"clickId":["Missing data for required field."]}}}"#,
                #"{"code":400,"status":"Bad Request","errors":{"json":["Invalid JSON body."]}}"#,
                #"{"code":415,"status":"Unsupported Media Type"}"#,
                #"{"code":413,"status":"Content Too Large"}"#,
            ])
        #expect(visit.outcomes.map(\.status) == [422, 400, 415, 413])
        #expect(try site.tracker.eventRows().isEmpty)
    }

    @Test(arguments: kinds)
    func absentResponderCanBeReadAbout(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        site.process?.stop()
        let visit = try BrowserVisit(to: site, [.init(path: "/api/v2/track/click", body: Self.click)])
        #expect(visit.outcomes == [.init(status: 503, body: #"{"code":503,"status":"Service Unavailable"}"#)])
    }
}
