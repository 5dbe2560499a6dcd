import Foundation
import SQLiteStorage
import Storage
import Synchronization
import TestSupport
import Testing

/// A command of root's ends as soon as it has its result: what it left beside the database, no service could open.
struct StoreReleaseTests {
    @Test func storeThatIsLetGoLeavesNothingBesideItsFile() throws {
        let left = Mutex<Set<String>>([])
        concurrently(4) { _ in
            guard let folder = try? TemporaryFolder() else { return }
            for number in Int64(1)...50 {
                guard (try? addCampaign(number, in: folder)) != nil else { return }
                let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
                left.withLock { $0.formUnion(names ?? ["unreadable"]) }
            }
        }
        #expect(left.withLock { $0 } == ["tracker.db"])
    }

    /// As a command does.
    private func addCampaign(_ number: Int64, in folder: TemporaryFolder) throws {
        let store = try SQLiteStore(path: folder.path("tracker.db"), opening: .createIfMissing)
        try store.addSampleCampaign(number)
    }
}
