import DemoTraffic
import Foundation
import Logging
import Passwords
import SQLiteStorage
import Storage
import Tracker
import Tracking

/// The file of the demonstration, which has its name only when it is complete.
struct DemoDatabase {
    let path: String

    private var unfinished: String { path + ".part" }

    var isThere: Bool { FileManager.default.fileExists(atPath: path) }

    /// Makes it anew, after a run that was interrupted, too.
    ///
    /// - Returns: The password of the user demo.
    func make(_ traffic: DemoTraffic, progress: (String) -> Void) throws -> String {
        for ending in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: unfinished + ending)
        }
        let store = try SQLiteStore(path: unfinished, opening: .createIfMissing)
        let password = try fill(store, with: traffic, progress: progress)
        try store.close()
        try FileManager.default.moveItem(atPath: unfinished, toPath: path)
        return password
    }

    private func fill(
        _ store: any Store, with traffic: DemoTraffic, progress: (String) -> Void
    ) throws -> String {
        let start = ContinuousClock.now
        for campaign in traffic.campaigns {
            _ = try store.addCampaign(campaign.settings, id: campaign.id, at: traffic.start)
        }
        let logger = Logger.standardError(label: "demo")
        let recorder = Recorder(store: store, logger: logger)
        let keeper = Keeper(store: store, logger: logger)
        try DemoRecording(recorder).record(traffic.events, progress: progress)
        recorder.stop()
        keeper.stop()
        while try store.mapSomePostbacks() {}
        try keeper.sealEverything()
        for (campaign, days) in traffic.expenses {
            try store.setExpenses(days, by: "source", for: campaign)
        }
        let password = String(Secret().text.prefix(16))
        let hash = try PasswordHash(hashing: Array(password.utf8))
        try store.addUser("demo", passwordHash: hash.text, at: .now)
        let seconds = Int((start.duration(to: .now) / .seconds(1)).rounded())
        progress("\(traffic.events.count) events stored in \(seconds) s.")
        return password
    }
}
