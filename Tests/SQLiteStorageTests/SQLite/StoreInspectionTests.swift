import Foundation
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
        #expect(try SQLiteStore.condition(ofDatabaseAt: path) == .current(campaignCount: 1))
    }

    @Test func emptyFileIsOutdatedAndStaysEmpty() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("tracker.db")
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        #expect(try SQLiteStore.condition(ofDatabaseAt: path) == .outdated)
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
