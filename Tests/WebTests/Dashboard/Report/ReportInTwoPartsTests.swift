import Dispatch
import HTTP
import Storage
import Synchronization
import TestSupport
import Testing
import Web

/// A report that takes its time says that it is being made, and holds no thread of other pages meanwhile.
struct ReportInTwoPartsTests {
    private static let grouped = "/dashboard/campaigns/42?period=30&groupParameters=source"

    @Test(arguments: [
        grouped, "/dashboard/campaigns/42?period=30&status=accept", "/dashboard/report?period=30",
        "/dashboard/report?period=30&by=day", "/dashboard/report?period=30&groupParameters=source",
    ])
    func beginningComesBeforeTheFigures(_ path: String) async throws {
        let site = try await TestSite.withTraffic()
        let response = try await Self.answer(to: path, from: site)
        #expect(response.status == .ok && response[.xAccelBuffering] == "no")
        #expect(response.text.contains("The report is being made"))
        #expect(response.text.contains("<h1>") && !response.text.contains("class=\"cards\""))

        let rest = try #require(response.rest)
        guard case .bytes(let bytes) = await rest.piece() else { throw Unexpected("no figures") }
        let figures = String(decoding: bytes, as: UTF8.self)
        #expect(figures.contains("class=\"cards\"") && figures.contains("</html>"))
        #expect(!figures.contains("<h1>") && !figures.contains("being made"))
        guard case .end = await rest.piece() else { throw Unexpected("another piece") }
    }

    /// Counters tell it.
    @Test func reportByDayComesAtOnce() async throws {
        let site = try await TestSite.withTraffic()
        let response = try await Self.answer(to: "/dashboard/campaigns/42?period=30", from: site)
        #expect(response.rest == nil && response[.xAccelBuffering] == nil)
        #expect(response.text.contains("class=\"cards\"") && !response.text.contains("being made"))
    }

    /// As many as there are reporters wait for something else: pages come, and reports say that they are being made.
    @Test func pagesDoNotWaitForReports() async throws {
        let site = try await TestSite.withTraffic()
        let gate = DispatchSemaphore(value: 0)
        for _ in 0..<2 { #expect(site.reporters.run { gate.wait() }) }
        defer { for _ in 0..<2 { gate.signal() } }
        for path in [
            "/dashboard/", "/dashboard/campaigns/42", "/dashboard/campaigns/42/edit", "/dashboard/leads",
        ] {
            #expect(try await Self.answer(to: path, from: site).status == .ok, "\(path)")
        }
        let response = try await Self.answer(to: Self.grouped, from: site)
        #expect(response.text.contains("The report is being made"))
    }

    @Test func faultIsToldOnThePage() async throws {
        let log = LogLines()
        let site = try await TestSite.withTraffic(logger: log.logger)
        let response = try await Self.answer(to: Self.grouped, from: site)
        site.recorder.stop()
        try site.store.close()
        guard case .bytes(let bytes)? = await response.rest?.piece() else { throw Unexpected("nothing") }
        let rest = String(decoding: bytes, as: UTF8.self)
        #expect(rest.contains("role=\"alert\"") && rest.contains("could not be made"))
        #expect(rest.contains("</html>") && !rest.contains("class=\"cards\""))
        #expect(log.lines.contains { $0.contains("Report cut off") }, "\(log.lines)")
    }

    @Test func whoLeavesEndsTheReading() async throws {
        let site = try await TestSite.withTraffic()
        let isGone = Atomic(false)
        let response = try await Self.answer(to: Self.grouped, from: site) { isGone.load(ordering: .relaxed) }
        isGone.store(true, ordering: .relaxed)
        #expect(await response.rest?.piece().isFailed == true)
    }

    /// To somebody who has logged in; not put together.
    private static func answer(
        to path: String, from site: TestSite,
        isAbandoned: @escaping @Sendable () -> Bool = { false }
    ) async throws -> HTTPResponse {
        let browser = Browser(site)
        await browser.logIn()
        var request = HTTPRequest("GET", path, browser.fields(for: path))
        request.isAbandoned = isAbandoned
        return await site.send(request)
    }
}
