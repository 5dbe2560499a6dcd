import HTTP
import Storage
import TestSupport
import Testing
import Tracking

@testable import Web

/// What is kept of a tracking request that was refused, and what it says.
struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let method: String
        let path: String
        var body = ""
        var mediaType: String? = "application/json"
        let status: Int
        let reason: RefusalReason
        let explanation: String

        var testDescription: String { explanation }
    }

    private static let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    /// The first row of the published table "Troubleshooting", in each way that it may happen.
    static let cases = [
        Case(
            method: "POST", path: "click", body: #"{"click_id":"\#(id)","campaignId":42}"#, status: 422,
            reason: .clickIDMisspelled, explanation: "clickId is missing: click_id was sent."),
        Case(
            method: "POST", path: "click", body: #"{"clickId":"\#(id)","campaign_id":42}"#, status: 422,
            reason: .campaignIDMisspelled, explanation: "campaignId is missing: campaign_id was sent."),
        Case(
            method: "POST", path: "click", body: #"{"clickId":"\#(id)"}"#, status: 422,
            reason: .campaignIDMissing,
            explanation: "campaignId is missing."),
        Case(
            method: "POST", path: "click", status: 422, reason: .clickIDMissing,
            explanation: "clickId is missing. campaignId is missing."),
        Case(
            method: "POST", path: "click", body: #"{"clickId":"abc","campaignId":"x"}"#, status: 422,
            reason: .clickIDInvalid,
            explanation:
                "clickId is no UUID: abc was sent. campaignId is no number of a campaign: x was sent."),
        Case(
            method: "POST", path: "click", body: #"{"clickId":null,"campaignId":42}"#, status: 422,
            reason: .clickIDInvalid, explanation: "clickId is null."),
        Case(
            method: "GET", path: "postback?clickId=%7Bsub1%7D", mediaType: nil, status: 422,
            reason: .clickIDInvalid,
            explanation: "clickId is {sub1}: a placeholder that nobody has filled in."),
        Case(
            method: "POST", path: "lead", body: "clickId=x", mediaType: "application/x-www-form-urlencoded",
            status: 422,
            reason: .clickIDInvalid, explanation: "clickId is no UUID: x was sent."),
        Case(
            method: "POST", path: "lead?clickId=\(id)", status: 422, reason: .clickIDMissing,
            explanation: "clickId is missing. A clickId is in the query, of which a POST reads nothing."),
        Case(
            method: "GET", path: "click?clickId=\(id)&campaignId=42", mediaType: nil, status: 405,
            reason: .otherMethod,
            explanation: "GET was sent, and is not taken there: it takes POST, OPTIONS."),
        Case(
            method: "POST", path: "clicks", body: "{}", status: 404, reason: .unknownPath,
            explanation:
                "There is nothing at /api/v2/track/clicks: clicks go to /api/v2/track/click, leads to "
                + "/api/v2/track/lead, postbacks to /api/v2/track/postback."),
        Case(
            method: "POST", path: "click", body: "clickId=\(id)",
            mediaType: "application/x-www-form-urlencoded",
            status: 415, reason: .otherMediaType,
            explanation:
                "The body is called application/x-www-form-urlencoded, and has to be application/json."),
        Case(
            method: "POST", path: "click", body: "{", status: 400, reason: .malformedJSON,
            explanation: "The body is no valid JSON."),
        Case(
            method: "POST", path: "click", body: "[]", status: 422, reason: .notAnObject,
            explanation: "The body is JSON, but no object: it has to begin with {."),
    ]

    @Test(arguments: cases)
    func refusedRequestExplainsItself(_ sent: Case) async throws {
        let site = try TestSite()
        let answer = await site.send(
            HTTPRequest(
                sent.method, "/api/v2/track/" + sent.path, body: .complete(Array(sent.body.utf8)),
                mediaType: sent.mediaType))
        #expect(answer.status.code == sent.status)
        let kept = try site.refusals()
        #expect(kept.count == 1)
        let refusal = try #require(kept.first)
        #expect(refusal.reason == sent.reason)
        #expect(refusal.status == sent.status)
        #expect(refusal.explanation == sent.explanation)
        #expect(refusal.method == sent.method)
        #expect(refusal.contentType == sent.mediaType)
        #expect(refusal.refusedAt == TestSite.now)
        #expect(refusal.body.bytes == Array(sent.body.utf8))
    }

    @Test func sentencesOfTheAnswerAreKept() async throws {
        let site = try TestSite()
        _ = await site.post("/api/v2/track/click", #"{"click_id":"x"}"#)
        #expect(
            try site.refusals().first?.problems
                == "clickId: Missing data for required field. Did you mean clickId instead of click_id?\n"
                + "campaignId: Missing data for required field.")
    }

    @Test func onlyTheBeginningIsKept() async throws {
        let site = try TestSite()
        let long = String(repeating: "x", count: 3_000)
        _ = await site.send(HTTPRequest("GET", "/api/v2/track/lead?a=\(long)"))
        _ = await site.post("/api/v2/track/lead", #"{"a":"\#(long)"}"#)
        _ = await site.send(
            HTTPRequest("POST", "/api/v2/track/click", body: .tooLarge, mediaType: "application/json"))
        let refusals = try site.refusals()
        #expect(refusals.map(\.query.length) == [0, 0, 3_002])
        #expect(refusals[2].query.bytes.count == 2_048)
        #expect(refusals[1].body.bytes.count == 2_048)
        #expect(refusals[1].body.length == 3_008)
        #expect(refusals[0].body == .unread)
        #expect(refusals[0].explanation == "The body is larger than is taken.")
    }

    /// What names a visitor, or lets somebody in, stands in headers.
    @Test func noHeaderIsKept() async throws {
        let site = try TestSite()
        let secret = "s3cr3t"
        _ = await site.send(
            HTTPRequest(
                "POST", "/api/v2/track/click", body: .complete(Array("{}".utf8)),
                mediaType: "application/json",
                [
                    ("HTTP_AUTHORIZATION", "Bearer \(secret)"), ("HTTP_COOKIE", secret),
                    ("HTTP_USER_AGENT", secret),
                    ("REMOTE_ADDR", secret), ("HTTP_REFERER", secret),
                ]))
        let refusals = try site.refusals()
        #expect(refusals.count == 1)
        #expect(!"\(refusals)".contains(secret))
    }

    @Test func journeyThatIsFullSaysSo() throws {
        let refusal = try #require(Refusal(RecordingError.journeyFull))
        #expect(refusal.reason == .journeyFull)
        let request = HTTPRequest("GET", "/api/v2/track/postback?clickId=\(Self.id)")
        #expect(refusal.explanation(of: request) == FieldProblem.journeyFull.message)
    }

    @Test func whatIsNoFaultOfTheSenderIsNotKept() async throws {
        let site = try TestSite()
        site.recorder.stop()
        let answer = await site.post("/api/v2/track/click", #"{"clickId":"\#(Self.id)","campaignId":42}"#)
        #expect(answer.status == .serviceUnavailable)
        #expect(await site.get("/api/v2/nothing").status == .notFound)
        #expect(await site.ask("GET", "/api/v2/reports/leads").status == .unprocessableEntity)
        #expect(try site.refusals().isEmpty)
    }

    @Test func floodPushesNoOtherReasonOutAndEventsAreStored() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for number in 0..<200 {
            #expect(await site.post("/api/v2/track/click", "{").status == .badRequest)
            let click = #"{"clickId":"\#(ClickID(high: 7, low: UInt64(number)))","campaignId":42}"#
            #expect(await site.post("/api/v2/track/click", click).status == .created)
        }
        #expect(await site.get("/api/v2/track/lead").status == .unprocessableEntity)
        let kept = try site.refusals()
        #expect(kept.map(\.reason) == [.clickIDMissing, .malformedJSON, .malformedJSON])
        let counts = try site.store.refusalCounts(since: TestSite.now)
        #expect(counts[.malformedJSON] == RefusalCount(refused: 200, kept: 2))
        #expect(try site.store.summary(of: try #require(CampaignID(42))).clickCount == 200)
    }

    /// Nothing is written before somebody comes for it: whoever refuses waits for no disk.
    @Test func refusalIsNotWrittenByWhoRefuses() async throws {
        let site = try TestSite()
        _ = await site.post("/api/v2/track/click", "{")
        #expect(try site.store.latestRefusals(ofEachReason: 10, at: TestSite.now).isEmpty)
        #expect(try site.refusals().count == 1)
    }

    @Test func keeperWritesWhatWaits() throws {
        let site = try StoreSite(.sqlite)
        let queue = RefusalQueue()
        let keeper = Keeper(store: site.store, refusals: queue, logger: .silent)
        defer { keeper.stop() }
        #expect(queue.count(.malformedJSON, at: TestSite.now))
        queue.keep(
            RefusedRequest(
                .malformedJSON, status: 400, at: TestSite.now, method: "POST", path: "/", contentType: nil,
                query: .unread, body: .unread, explanation: "", problems: ""))
        keeper.wake()
        try waitUntil("the keeper has written it") {
            try site.store.latestRefusals(ofEachReason: 1, at: TestSite.now).count == 1
        }
    }

    /// Though none has come since.
    @Test func keeperRemovesWhatIsOutdated() throws {
        let site = try StoreSite(.sqlite)
        var batch = RefusalBatch()
        batch.requests = (0..<500).map { _ in
            RefusedRequest(
                .malformedJSON, status: 400, at: TestSite.now, method: "POST", path: "/", contentType: nil,
                query: .unread, body: .unread, explanation: "", problems: "")
        }
        try site.store.keepRefusals(batch)
        let later = Timestamp(milliseconds: TestSite.now.milliseconds + 30 * 86_400_000 + 1)
        let keeper = Keeper(store: site.store, now: { later }, logger: .silent)
        defer { keeper.stop() }
        try waitUntil("the keeper has removed all of them") {
            try site.store.latestRefusals(ofEachReason: 1_000, at: TestSite.now).isEmpty
        }
    }
}

extension TestSite {
    /// Those that are kept, once they are written, the newest first.
    func refusals() throws -> [RefusedRequest] {
        try app.refusals?.empty(into: store)
        return try store.latestRefusals(ofEachReason: 100, at: TestSite.now).map(\.request)
    }
}
