import Foundation
import GRDB
import SQLiteStorage
import Storage
import TestSupport
import Testing
import Tracking

struct StoreInspectionTests {
    @Test func currentDatabaseTellsItsCampaigns() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("tracker.db")
        let store = try SQLiteStore(path: path, opening: .createIfMissing)
        _ = try store.addCampaign(.sample(), id: nil, at: Timestamp(milliseconds: 0))
        let expected = StoreCondition.current(campaignCount: 1, full: FullJourneys())
        #expect(try SQLiteStore.condition(ofDatabaseAt: path) == expected)
    }

    @Test func fullJourneysAreTold() throws {
        let tracker = try RecordingStore()
        let ids = (0..<3).map { _ in ClickID.random() }
        try ids.forEach { try tracker.record(.left($0)) }
        try tracker.otherConnection().write { database in
            try database.execute(
                sql: "UPDATE journey SET surplus_count = id * 2 WHERE id < (SELECT max(id) FROM journey)")
        }
        let full = FullJourneys(count: 2, surplus: 6, fullest: ids[1])
        #expect(
            try SQLiteStore.condition(ofDatabaseAt: tracker.path) == .current(campaignCount: 0, full: full))
    }

    @Test func emptyFileIsEmptyAndStaysSo() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("tracker.db")
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        #expect(try SQLiteStore.condition(ofDatabaseAt: path) == .empty)
        #expect(FileManager.default.contents(atPath: path) == Data())
    }

    @Test func missingFileIsNotMade() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("tracker.db")
        #expect(throws: StoreError.opening(.missing, database: path)) {
            try SQLiteStore.condition(ofDatabaseAt: path)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func otherFilesAreRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("tracker.db")
        try Data(repeating: 7, count: 8192).write(to: URL(filePath: path))
        #expect(throws: StoreError.opening(.notADatabase, database: path)) {
            try SQLiteStore.condition(ofDatabaseAt: path)
        }
    }
}
