import Glibc
import Storage
import TestSupport
import TestTraits
import Testing
import Tracking

/// A command that moves clicks, and is killed half-way.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct KilledMoveTests {
    private let recording: RecordingStore
    private let tracker: Tracker

    private static let count = 4_000
    private static let move = ["campaign", "move-clicks", "43", "--to", "42", "--from", "1970-01-01"]

    init() throws {
        recording = try RecordingStore(.sqlite, campaigns: [42, 43])
        tracker = Tracker(database: recording.store.name)
        let clicks = try (0..<Self.count).map { _ in try Event.clicked(.random(), campaign: 43) }
        for answer in recording.recorder.answers(to: clicks) { _ = try answer.get() }
    }

    @Test func sameCommandGoesOnAndUndoGivesBackAll() throws {
        let run = try killedRun()
        #expect(try tracker.run(["db", "verify"]).status == 0)
        let moved = try movedCount()
        #expect((1..<Self.count).contains(moved))
        #expect(
            try tracker.output(Self.move) == """
                Run \(run): --undo \(run) takes it back.
                Moved \(Self.count) clicks from campaign 43 to 42.

                """)
        let undo = ["campaign", "move-clicks", "--undo", "\(run)"]
        #expect(try tracker.output(undo) == "Gave back \(Self.count) clicks.\n")
        #expect(try movedCount() == 0)
        #expect(try tracker.run(["db", "verify"]).status == 0)
    }

    @Test func undoGivesBackWhatWasMoved() throws {
        let run = try killedRun()
        let moved = try movedCount()
        let undo = ["campaign", "move-clicks", "--undo", "\(run)"]
        #expect(try tracker.output(undo) == "Gave back \(moved) click\(moved == 1 ? "" : "s").\n")
        #expect(try movedCount() == 0)
        #expect(try tracker.run(["db", "verify"]).status == 0)
    }

    /// Stops the process again and again to look; one that was too quick is taken back and tried again.
    ///
    /// - Returns: The number of the run.
    private func killedRun() throws -> Int {
        var run = 0
        while true {
            run += 1
            let child = try ChildProcess(
                tracker.command(Self.move), output: recording.site.folder.path("output \(run)"))
            while child.isRunning, try movedCount() == 0 { usleep(1_000) }
            child.send(SIGSTOP)
            let moved = try movedCount()
            if child.isRunning, (1..<Self.count).contains(moved) {
                child.send(SIGKILL)
                #expect(try child.waitForExit() == -SIGKILL)
                return run
            }
            child.send(SIGCONT)
            try child.waitForExit()
            _ = try tracker.output(["campaign", "move-clicks", "--undo", "\(run)"])
        }
    }

    private func movedCount() throws -> Int {
        try Int(recording.store.summary(of: #require(CampaignID(42))).clickCount)
    }
}
