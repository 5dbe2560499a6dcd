import HTTP
import Logging
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking
import Web

/// Lists of leads as CSV, whole or by pages.
@Suite(.timeLimit(.minutes(30)))
struct LeadDownloadTests {
    private static let list = "/api/v2/reports/leads?campaignId=42&format=csv"
    private static let heading = "clickId,status,costValue,currency,createdAt"

    /// Much more than a piece.
    private static let many: UInt64 = 4_500

    @Test func tableWithoutAPageIsComplete() async throws {
        let site = try await TestSite.withLeads(25)
        let response = await site.ask("GET", Self.list)
        #expect(response.rest == nil)
        #expect(response[.link] == nil)
        #expect(response.text.lines == [Self.heading] + TestSite.leadLines(1...25))
        let newest = await site.ask("GET", Self.list + "&sortOrder=desc")
        #expect(newest.text.lines.dropFirst() == TestSite.leadLines(1...25).reversed()[...])
    }

    @Test(arguments: ["&sortBy=id", "&sortBy=createdAt&bom=true", "&parameter.n=1"])
    func manyLeadsComeInPiecesEachOnce(query: String) async throws {
        let site = try await TestSite.withLeads(Self.many)
        let response = await site.ask("GET", Self.list + query)
        #expect(response.status == .ok)
        #expect(response[.contentType] == "text/csv; charset=utf-8; header=present")
        let pieces = await response.pieces()
        #expect(pieces.count > 2)
        #expect(pieces.allSatisfy { $0.count < 200_000 })
        let text = String(decoding: Array(pieces.joined()), as: UTF8.self)
        let mark = query.contains("bom") ? "\u{FEFF}" : ""
        #expect(text.lines == [mark + Self.heading] + TestSite.leadLines(1...Self.many))
        #expect(response.rest.map { $0.heldBytes < 100_000 } == true)
    }

    /// What is sent first has been read first: what comes later is in the same table.
    @Test func firstBytesComeBeforeTheLastRowsAreRead() async throws {
        let site = try await TestSite.withLeads(Self.many)
        let response = await site.ask("GET", Self.list)
        #expect(response.text.lines.count > 1)
        try await site.addLeads(Self.many + 1...Self.many + 10)
        #expect(await response.wholeText().lines.dropFirst() == TestSite.leadLines(1...Self.many + 10)[...])
    }

    /// Of all leads none is wanted: the columns come at once, and then the end.
    @Test func tableWithoutAMatchEnds() async throws {
        let site = try await TestSite.withLeads(Self.many)
        let response = await site.ask("GET", Self.list + "&parameter.n=2")
        #expect(response.text == Self.heading + "\r\n")
        let rest = try #require(response.rest)
        guard case .end = await rest.piece() else { throw Unexpected("a piece without a match") }
    }

    @Test func reportersAreNotHeldWhileNobodyReads() async throws {
        let site = try await TestSite.withLeads(Self.many)
        var responses: [HTTPResponse] = []
        for _ in 0..<8 { responses.append(await site.ask("GET", Self.list)) }
        let other = await site.ask("GET", "/api/v2/reports/leads?campaignId=42&pageSize=1")
        #expect(other.status == .ok)
        for response in responses {
            #expect(await response.wholeText().lines.count == Int(Self.many) + 1)
        }
    }

    @Test func whoLeavesEndsTheReading() async throws {
        let site = try await TestSite.withLeads(Self.many)
        let isGone = Atomic<Bool>(false)
        var request = HTTPRequest(
            "GET", Self.list, [("HTTPS", "on"), ("HTTP_AUTHORIZATION", Login.token.field)])
        request.isAbandoned = { isGone.load(ordering: .relaxed) }
        let response = await site.send(request)
        #expect(response.status == .ok)
        isGone.store(true, ordering: .relaxed)
        #expect(await response.rest?.piece().isFailed == true)
    }

    /// The connection is cut then: nobody takes half for the whole.
    @Test func faultInTheMiddleIsNoEnd() async throws {
        let log = LogLines()
        let site = try await TestSite.withLeads(Self.many, logger: log.logger)
        let response = await site.ask("GET", Self.list)
        site.recorder.stop()
        try site.store.close()
        #expect(await response.rest?.piece().isFailed == true)
        #expect(log.lines.contains { $0.contains("Report cut off") }, "\(log.lines)")
    }

    @Test func fullQueueInTheMiddleIsNoEnd() async throws {
        let site = try await TestSite.withLeads(Self.many)
        let response = await site.ask("GET", Self.list)
        site.reporters.stop()
        #expect(await response.rest?.piece().isFailed == true)
    }

    @Test func errorBeforeTheFirstPieceIsAnOrdinaryOne() async throws {
        let site = try await TestSite.withLeads(1)
        let unknown = await site.ask("GET", Self.list.replacing("=42", with: "=7"))
        #expect(unknown.status == .notFound)
        #expect(unknown[.contentType] == "application/json")
        let wrong = await site.ask("GET", Self.list + "&sortBy=x")
        #expect(wrong.status == .unprocessableEntity)
        site.recorder.stop()
        try site.store.close()
        #expect(await site.ask("GET", Self.list).status.code >= 500)
    }

    @Test func headIsAnsweredWithoutABody() async throws {
        let site = try await TestSite.withLeads(Self.many)
        let response = await site.ask("HEAD", Self.list)
        #expect(response.status == .ok)
        let text = String(decoding: response.cgiBytes(omittingBody: true), as: UTF8.self)
        #expect(text.hasSuffix("\r\n\r\n"))
        #expect(!text.contains("Content-Length"))
    }

    // MARK: Pages

    @Test(arguments: [
        ("page=1", 1...20, "page=2"), ("pageSize=10", 1...10, "pageSize=10&page=2"),
        ("page=2&pageSize=10", 11...20, "pageSize=10&page=3"),
        ("pageSize=10&page=3&page=9&%70age=8&status=none", 21...25, nil), ("page=2", 21...25, nil),
        ("pageSize=25", 1...25, nil),
    ])
    func pageLeadsToTheNext(query: String, numbers: ClosedRange<UInt64>, next: String?) async throws {
        let site = try await TestSite.withLeads(25)
        let response = await site.ask("GET", "\(Self.list)&\(query)")
        #expect(response.text.lines == [Self.heading] + TestSite.leadLines(numbers))
        #expect(response.rest == nil)
        #expect(response[.link] == next.map { #"<\#(Self.list)&\#($0)>; rel="next""# })
    }

    @Test func pagesFollowTheirLinks() async throws {
        let site = try await TestSite.withLeads(25)
        var target: String? = Self.list + "&pageSize=7&sortBy=createdAt&sortOrder=desc"
        var lines: [String] = []
        while let next = target {
            let response = await site.ask("GET", next)
            lines += response.text.lines.dropFirst()
            target = response[.link].map { String($0.dropFirst().prefix { $0 != ">" }) }
        }
        #expect(lines == TestSite.leadLines(1...25).reversed())
    }

    @Test func linkKeepsThePrefixAndEscapesWhatStandsInNoAddress() async throws {
        let site = try await TestSite.withLeads(25)
        let query = "?campaignId=42&format=csv&pageSize=5&x=<\">%3e\u{e9}"
        let request = HTTPRequest(
            "GET", "/tracker/api/v2/reports/leads" + query,
            [
                ("HTTPS", "on"), ("HTTP_AUTHORIZATION", Login.token.field),
                ("LANDING_TRACKER_PREFIX", "/tracker"),
            ])
        let escaped = "?campaignId=42&format=csv&pageSize=5&x=%3C%22%3E%3e%C3%A9&page=2"
        let target = "/tracker/api/v2/reports/leads" + escaped
        #expect(await site.send(request)[.link] == "<\(target)>; rel=\"next\"")
    }

    /// It would not go into the buffer that web servers have for a header.
    @Test func longAddressHasNoLink() async throws {
        let site = try await TestSite.withLeads(25)
        let long = String(repeating: "x", count: 2_000)
        let response = await site.ask("GET", Self.list + "&pageSize=5&x=\(long)")
        #expect(response.status == .ok)
        #expect(response[.link] == nil)
    }

    @Test func lastPageAndEmptyListHaveNoLink() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for query in ["", "&page=1", "&page=1000000000"] {
            let response = await site.ask("GET", Self.list + query)
            #expect(response.text == Self.heading + "\r\n")
            #expect(response[.link] == nil)
        }
    }
}

extension String {
    fileprivate var lines: [String] { split(separator: "\r\n").map(String.init) }
}

extension TestSite {
    /// Campaign 42 with so many leads, whose click ids are the numbers from 1 on.
    static func withLeads(_ count: UInt64, logger: Logger = .silent) async throws -> TestSite {
        let site = try TestSite(logger: logger)
        try site.store.addSampleCampaign()
        try await site.addLeads(1...count)
        return site
    }

    /// Leads whose clicks come one second after the other.
    fileprivate func addLeads(_ numbers: ClosedRange<UInt64>) async throws {
        let events = try numbers.flatMap { number -> [ReceivedEvent] in
            let id = ClickID(high: 0, low: number)
            let time = Timestamp(milliseconds: Int64(number) * 1_000)
            let events: [Event] = [try .clicked(id, #"{"n":1}"#), .left(id)]
            return events.map { ReceivedEvent(event: $0, receivedAt: time) }
        }
        let answers = recorder.answers(to: events)
        let areStored = answers.allSatisfy(\.isStored)
        try #require(areStored)
    }

    fileprivate static func leadLines(_ numbers: ClosedRange<UInt64>) -> [String] {
        numbers.map { "\(ClickID(high: 0, low: $0)),,,,\($0)" }
    }
}
