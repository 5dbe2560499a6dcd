import Foundation
import GRDB
import SQLiteStorage
import Storage
import TestSupport
import Testing
import Tracking

/// Journeys that somebody has deleted with SQL, past this program.
struct RemovedRowsTests {
    /// With entries in memory, in both tables, and in the batch that is being written.
    @Test(arguments: [1_000, 40, 8, 1])
    func laterEventsBeginAnotherJourney(indexBatchSize: Int) throws {
        let log = LogLines()
        let tracker = try RecordingStore(indexBatchSize: indexBatchSize, logger: log.logger)
        try tracker.store.addSampleCampaign()
        let ids = (0..<100).map { _ in ClickID.random() }
        for id in ids { try tracker.record(.clicked(id)) }
        let removed = ids.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
        try remove(removed, from: tracker)
        for id in removed { #expect(try tracker.store.journey(id) == nil) }
        for id in removed {
            let answers = try tracker.recorder.answers(to: [
                .left(id), .clicked(id), .reported(id, "approved"),
            ])
            for answer in answers { #expect(answer.isStored, "\(answer)") }
            #expect(try tracker.figures(of: id) == ["42", "accept", "1000000", "usd", "1", "1", "0"])
            #expect(try tracker.store.journey(id)?.leads.count == 1)
        }
        #expect(log.lines.count { $0.contains("without its journey") } == removed.count)
        let differences = try tracker.store.verify(limit: 100)
        #expect(!differences.contains { $0.what.contains("index_") }, "\(differences)")
        #expect(try tracker.count("journey") == ids.count)
    }

    /// Those that wait to be attributed, or to be given back, are passed over.
    @Test func listsOfJourneysGoOn() throws {
        let tracker = try RecordingStore()
        let campaigns = try [42, 43].map { try tracker.store.addSampleCampaign($0) }
        let lost = (0..<4).map { _ in ClickID.random() }
        for id in lost { try tracker.record(.clicked(id, campaign: 77)) }
        try remove([lost[1]], from: tracker)
        let unknown = try #require(CampaignID(77))
        #expect(try tracker.store.attribute(unknown, to: campaigns[0].id) == 3)

        let day = try #require(ReportDay("1970-01-01"))
        let move = try #require(
            ClickMove(
                from: campaigns[0].id, to: campaigns[1].id, during: ReportPeriod(first: day, last: day),
                in: .utc))
        let run = try tracker.store.beginMove(move, at: Timestamp(milliseconds: 0))
        #expect(try tracker.store.carryOut(move, as: run) == 3)
        try remove([lost[2]], from: tracker)
        #expect(try tracker.store.undoMove(run).undone == 2)
    }

    private func remove(_ ids: [ClickID], from tracker: RecordingStore) throws {
        try tracker.otherConnection().writeWithoutTransaction { database in
            // As the shell has them.
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            for id in ids {
                try database.execute(
                    sql: "DELETE FROM journey WHERE click_id = ?", arguments: [Data(id.bytes)])
            }
        }
    }
}
