import Foundation
import SQLiteStorage
import Storage
import TestSupport
import Testing
import Tracking

/// A database that is removed or replaced while it is in use.
struct RescueTests {
    @Test func removedDatabaseTakesNoEventsAndIsRescued() throws {
        let tracker = try RecordingStore(.sqlite, campaigns: [42])
        let (before, after) = (ClickID.random(), ClickID.random())
        try tracker.record(.clicked(before))
        for name in ["tracker.db", "tracker.db-wal", "tracker.db-shm"] {
            unlink(tracker.site.folder.path(name))
        }
        for _ in 0..<2 {
            let answer = try tracker.recorder.answers(to: [Event.clicked(after)])[0]
            guard case .failure(.unavailable) = answer else {
                return #expect(answer.isStored, "must be refused")
            }
        }
        #expect(throws: StoreError.unavailable(.misplaced, database: tracker.path)) {
            try tracker.store.ping()
        }
        let copy = tracker.path + ".rescued-19700101T000001Z"
        #expect(try tracker.store.rescue(at: Timestamp(milliseconds: 1_000)) == .rescued(to: copy))
        let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let rescued = try SQLiteStore(path: copy, opening: .existing)
        #expect(try rescued.journey(before) != nil)
        #expect(try rescued.campaigns().count == 1)
        #expect(try rescued.verify(limit: 10) == [])
    }

    /// Whose log would otherwise be applied to the other file.
    @Test func replacedDatabaseIsLeftWithoutTheLogOfTheOther() throws {
        let other = try RecordingStore(.sqlite, campaigns: [1, 2, 3])
        other.recorder.stop()
        try other.store.close()
        let tracker = try RecordingStore(.sqlite, campaigns: [42])
        try tracker.record(.clicked(.random()))
        #expect(rename(other.path, tracker.path) == 0)
        #expect(throws: StoreError.unavailable(.misplaced, database: tracker.path)) {
            try tracker.store.addSampleCampaign(43)
        }
        _ = try #require(try tracker.store.rescue(at: Timestamp(milliseconds: 1_000)))
        #expect(!FileManager.default.fileExists(atPath: tracker.path + "-wal"))
        let opened = try SQLiteStore(path: tracker.path, opening: .existing)
        #expect(try opened.campaigns().map(\.id.number) == [1, 2, 3])
        #expect(try opened.verify(limit: 10) == [])
    }

    /// A moved file is not where the next start looks for it; a link to it is.
    @Test func databaseThatIsWhereItWasIsNotRescued() throws {
        let tracker = try RecordingStore(.sqlite)
        #expect(link(tracker.path, tracker.path + ".link") == 0)
        try tracker.record(.clicked(.random()))
        #expect(try tracker.store.rescue(at: Timestamp(milliseconds: 1_000)) == nil)
        #expect(rename(tracker.path, tracker.path + ".moved") == 0)
        #expect(try tracker.store.rescue(at: Timestamp(milliseconds: 1_000)) != nil)
    }

    /// It is tried again; until then nothing is lost, and nothing half is left.
    @Test func rescueThatFailsLeavesNothing() throws {
        let tracker = try RecordingStore(.sqlite)
        try tracker.record(.clicked(.random()))
        unlink(tracker.path)
        let copy = tracker.path + ".rescued-19700101T000001Z"
        try Data("taken".utf8).write(to: URL(fileURLWithPath: copy))
        let error = #expect(throws: StoreError.self) {
            try tracker.store.rescue(at: Timestamp(milliseconds: 1_000))
        }
        guard case .unavailable(.failing, _) = error else { return #expect(error == nil, "unavailable") }
        #expect(try String(contentsOfFile: copy, encoding: .utf8) == "taken")
        #expect(try tracker.store.rescue(at: Timestamp(milliseconds: 2_000)) != nil)
    }
}
