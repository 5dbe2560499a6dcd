import Foundation
import GRDB
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import SQLiteStorage

/// Events wait for whoever has the writer, so that nobody has it at a low priority.
struct WriterPriorityTests {
    /// Clerks and reporters have one each.
    @Test(arguments: LowPriority.allCases)
    func everyChangeIsMadeAtTheRecordersPriority(_ low: LowPriority) throws {
        let tracker = try RecordingStore()
        let store = tracker.store
        let commits = CommitPriorities()
        try tracker.sqliteStore.withWriter { $0.add(transactionObserver: commits, extent: .databaseLifetime) }
        let id = ClickID.random()
        let events = [Event.reported(id, "one"), .reported(id, "two"), .reported(id, "approved")]
        #expect(tracker.recorder.answers(to: try events + [.clicked(id)]).allSatisfy { $0.isStored })
        let recorders = try #require(commits.seen.first)
        let failure = low.thread {
            #expect(Priority.ofThisThread != recorders)
            try Self.changeEverything(in: store)
        }
        #expect(failure == nil)
        // Ten by name, and the step that finds nothing left.
        #expect(commits.seen.count > 10)
        #expect(Set(commits.seen) == [recorders])
        #expect(try store.verify(limit: 10) == [])
    }

    /// The last one maps what the attribution has left.
    private static func changeEverything(in store: any Store) throws {
        let time = Timestamp(milliseconds: 1)
        let campaign = try store.addCampaign(.sample(), id: nil, at: time).id
        _ = try store.updateCampaign(campaign, Campaign.Change(name: "Other"))
        try store.addUser("anna", passwordHash: "x", at: time)
        _ = try store.replacePasswordHash(of: "anna", with: "y")
        _ = try store.removeUser("anna")
        try store.addToken("crm", hash: "z", isReadOnly: false, at: time)
        _ = try store.removeToken("crm")
        let day = DayExpenses(
            day: try #require(ReportDay("2025-01-31")),
            distribution: [try DayExpenses.Expense("fb", "0.00001")])
        try store.setExpenses([day], by: "source", for: campaign)
        let sent = try #require(CampaignID(42))
        #expect(try store.attribute(sent, to: campaign) == 1)
    }
}

/// How threads give up their priority for good.
enum LowPriority: CaseIterable {
    case nice, idle

    /// Runs something on a thread that has done so.
    ///
    /// - Returns: what it threw.
    func thread(_ body: @escaping @Sendable () throws -> Void) -> (any Error)? {
        let failure = Failure()
        Threads(count: 1) {
            take()
            do { try body() } catch { failure.error.withLock { $0 = error } }
        }.wait()
        return failure.error.withLock { $0 }
    }

    private final class Failure: Sendable {
        let error = Mutex<(any Error)?>(nil)
    }

    private func take() {
        switch self {
        case .nice: setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
        case .idle:
            var parameters = sched_param()
            // SCHED_IDLE of <sched.h>.
            pthread_setschedparam(pthread_self(), 5, &parameters)
        }
    }
}

struct Priority: Hashable {
    let policy: Int32
    let nice: Int32

    static var ofThisThread: Priority {
        Priority(
            policy: sched_getscheduler(0), nice: getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0))
    }
}

/// Asks at each commit of a connection who makes it.
private final class CommitPriorities: TransactionObserver, Sendable {
    private let priorities = Mutex<[Priority]>([])

    var seen: [Priority] { priorities.withLock { $0 } }

    func observes(eventsOfKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() { priorities.withLock { $0.append(.ofThisThread) } }
    func databaseDidCommit(_: Database) {}
    func databaseDidRollback(_: Database) {}
}
