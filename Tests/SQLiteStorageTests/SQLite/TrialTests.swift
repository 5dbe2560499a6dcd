import Foundation
import GRDB
import Storage
import TestSupport
import Testing

@testable import SQLiteStorage

/// What health tries, and what it leaves.
struct TrialTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("tracker.db"), opening: .createIfMissing)
        try store.addSampleCampaign()
    }

    /// Else the log would never be quiet, and so never copied into the file.
    @Test func trialChangesNothing() throws {
        let other = try DatabaseQueue(path: store.path)
        let before = try (version(other), log(), names())
        for _ in 0..<3 { try store.tryWriting(wholly: false) }
        let after = try (version(other), log(), names())
        #expect(before == after)
    }

    @Test func wholeTrialCommits() throws {
        let other = try DatabaseQueue(path: store.path)
        let before = try (version(other), log().count)
        try store.tryWriting(wholly: true)
        let after = try (version(other), log().count)
        #expect(before.0 != after.0)
        #expect(before.1 < after.1)
        #expect(try store.campaigns().count == 1)
        #expect(try store.verify(limit: 10) == [])
    }

    @Test func lockOfAnotherIsMet() throws {
        let lock = try HeldLock(store.path)
        #expect(throws: StoreError.unavailable(.busy, database: store.path)) {
            try store.tryWriting(wholly: false)
        }
        try lock.release()
        try store.tryWriting(wholly: false)
    }

    @Test func removedDatabaseTakesNoWrite() throws {
        unlink(store.path)
        #expect(throws: StoreError.unavailable(.misplaced, database: store.path)) {
            try store.tryWriting(wholly: false)
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs"))
    func fullDiskIsMet() throws {
        let disk = try SmallDisk(megabytes: 8)
        let store = try SQLiteStore(path: disk.path + "/tracker.db", opening: .createIfMissing)
        try store.tryWriting(wholly: false)
        try disk.fill()
        #expect(throws: StoreError.unavailable(.full, database: store.path)) {
            try store.tryWriting(wholly: false)
        }
        try disk.makeRoom()
        try store.tryWriting(wholly: false)
    }

    /// Before it is full: the log takes more.
    @Test(.enabled(if: SmallDisk.isPossible, "needs root and the right to mount a tmpfs"))
    func diskWithoutRoomForTheLogIsAProblem() throws {
        let disk = try SmallDisk(megabytes: 8)
        let store = try SQLiteStore(path: disk.path + "/tracker.db", opening: .createIfMissing)
        let pulse = Pulse(store: store, logger: .silent)
        defer { pulse.stop() }
        let error = #expect(throws: HealthProblem.self) { try pulse.check() }
        #expect(error?.description.contains("MiB left, and its log may take 128 MiB") == true)
    }

    /// Each event that comes meets what has failed, and the trial what has passed.
    @Test func failureOfTheRecorderIsOneUntilAWriteSucceeds() throws {
        let recorder = Recorder(store: store, logger: .silent, patienceSeconds: 0.01)
        let pulse = Pulse(store: store, recorder: recorder, logger: .silent)
        defer {
            pulse.stop()
            recorder.stop()
        }
        let lock = try HeldLock(store.path)
        #expect(recorder.answers(to: [.left(.random())])[0].error?.isUnavailable == true)
        #expect(throws: HealthProblem.store(.unavailable(.busy, database: store.path))) { try pulse.check() }
        try lock.release()
        try waitUntil("a trial has succeeded") { (try? pulse.check()) != nil }
    }

    private func version(_ database: DatabaseQueue) throws -> Int? {
        try database.read { try Int.fetchOne($0, sql: "PRAGMA data_version") }
    }

    private func log() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: store.path + "-wal")) }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
}
