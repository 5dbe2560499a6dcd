import HTTP
import JSON
import Storage
import TestSupport
import Testing
import Tracking
import Web

/// A journey as long as one may be: it is read by whoever has a login, and sent by whoever has its click id.
@Suite(.timeLimit(.minutes(30)))
struct LongJourneyTests {
    private static let id = ClickID(high: 0, low: 1)
    private static let mebibyte = 1024 * 1024

    /// 15 MiB: no more than one event of it is written at once, and no second copy of it is ever there.
    @Test func answerIsWrittenPieceByPiece() async throws {
        let site = try TestSite()
        let text = String(repeating: "x", count: Self.mebibyte - 20)
        for number in 0..<15 {
            let postback = Postback(
                clickID: Self.id, parameters: Parameters(json: #"{"n":\#(number),"x":"\#(text)"}"#))
            try await site.record(.postback(postback), at: "2025-01-30T08:00:00Z")
        }
        let response = await site.ask("GET", "/api/v2/reports/leads/\(Self.id)")
        #expect(response.status == .ok)
        let rest = try #require(response.rest)
        #expect(rest.heldBytes > 14 * Self.mebibyte)
        #expect(rest.heldBytes < 16 * Self.mebibyte)
        let pieces = await response.pieces()
        #expect(pieces.allSatisfy { $0.count < Self.mebibyte + 100_000 })
        let journey = try #require(try site.store.journey(Self.id))
        #expect(Array(pieces.joined()) == journey.json.serialized)
    }

    @Test func shortAnswerIsWhole() async throws {
        let site = try await TestSite.withTraffic()
        let response = await site.ask("GET", "/api/v2/reports/leads/\(Self.id)")
        #expect(response.rest == nil)
        #expect(try response.body == site.store.journey(Self.id)?.json.serialized)
    }
}
