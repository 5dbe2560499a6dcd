import Foundation
import GRDB
import Storage
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// A database with a recorder, and a folder for its backups.
struct BackupSite {
    let tracker: RecordingStore
    let backups: TemporaryFolder

    static let time = Timestamp(milliseconds: 1_769_879_045_000)

    init() throws {
        tracker = try RecordingStore()
        try tracker.store.addSampleCampaign()
        backups = try TemporaryFolder()
    }

    /// So many clicks, each with a lead.
    @discardableResult
    func record(_ count: Int, _ json: String = "{}") throws -> [ClickID] {
        let ids = (0..<count).map { _ in ClickID.random() }
        let events = try ids.flatMap { [try Event.clicked($0, json), .left($0)] }
        #expect(tracker.recorder.answers(to: events).allSatisfy { $0.isStored })
        return ids
    }

    /// More than two portions of a copy.
    func recordMuch() throws {
        try record(700, #"{"x":"\#(String(repeating: "x", count: 15_000))"}"#)
    }

    func backUp(
        _ order: BackupOrder, at time: Timestamp = BackupSite.time, watch: CopyWatch = CopyWatch()
    ) throws -> FinishedBackup {
        try BackupRun(ofDatabaseAt: tracker.path, order, at: time, watch: watch).run()
    }

    @discardableResult
    func backUp(_ name: String = "backup.db") throws -> FinishedBackup {
        try backUp(BackupOrder(target: backups.path(name)))
    }

    /// What is in the folder of the backups, hidden files included.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: backups.path).sorted() }
    }

    /// The click ids in a database, oldest first.
    static func clickIDs(_ path: String) throws -> [ClickID] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { database in
            try Data.fetchAll(database, sql: "SELECT click_id FROM journey ORDER BY id")
                .map(ClickID.init(column:))
        }
    }
}

/// Restores a backup, with the promises of the product.
func restore(
    _ file: String, to path: String, _ order: RestoreOrder = RestoreOrder()
) throws -> FinishedRestore {
    try RestoreRun(
        of: BackupSource(file), toDatabaseAt: path, order, at: BackupSite.time, watch: CopyWatch()
    ).run()
}

/// Damages some bytes of a file, rows of a large table.
func damage(_ path: String) throws {
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    // Behind the first pages of all tables, which are made with the file.
    let place = try file.seekToEnd() * 7 / 8 / 4096 * 4096
    try file.seek(toOffset: place)
    try file.write(contentsOf: Data(repeating: 0xA5, count: 3 * 4096))
    try file.close()
}
