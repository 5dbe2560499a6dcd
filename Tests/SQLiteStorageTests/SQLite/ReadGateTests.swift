import Foundation
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

/// Reads that never pause, beside events.
struct ReadGateTests {
    @Test func readsInALoopDoNotLetTheLogGrow() throws {
        let recording = try RecordingStore()
        try recording.store.addSampleCampaign()
        let day = try #require(ReportDay("1970-01-01"))
        let query = StatisticsQuery(
            campaign: try #require(CampaignID(42)), period: ReportPeriod(first: day, last: day),
            groupParameters: ["n"])
        let isDone = Atomic<Bool>(false)
        concurrently(3) { thread in
            guard thread == 0 else {
                while !isDone.load(ordering: .relaxed) { _ = try? recording.statistics(query) }
                return
            }
            for _ in 0..<500 {
                let events = (0..<50).compactMap { _ in try? Event.clicked(.random(), #"{"n":1}"#) }
                _ = recording.recorder.answers(to: events)
            }
            isDone.store(true, ordering: .relaxed)
        }
        let log = try FileManager.default.attributesOfItem(atPath: recording.path + "-wal")
        let megabytes = ((log[.size] as? NSNumber)?.intValue ?? 0) / 1_000_000
        // Twice what one log holds would be there without the gate.
        #expect(megabytes < 90)
        #expect(try recording.count("journey", where: "clicked_at IS NOT NULL") == 25_000)
    }

    @Test func readsGoOnWhenEventsStop() throws {
        let recording = try RecordingStore()
        try recording.store.addSampleCampaign()
        let events = try (0..<7_000).map { _ in try Event.clicked(.random()) }
        let answers = recording.recorder.answers(to: events)
        #expect(answers.count { $0.isStored } == events.count)
        for _ in 0..<10 { #expect(try recording.store.campaigns().count == 1) }
    }
}
