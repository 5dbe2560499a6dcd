import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

@Suite(.timeLimit(.minutes(30)))
struct LoginLedgerTests {
    private let key = LoginKey(network: [127, 0, 0, 1], nameMark: 7)
    private let failure = LoginRecord(failureCount: 1, lastTryAt: Timestamp(milliseconds: 1_000))

    /// Whether it is written yet or not.
    @Test(arguments: StoreKind.allCases)
    func everyChangeCountsOnce(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let ledger = LoginLedger(store: site.store, logger: .silent)
        defer { ledger.stop() }
        let counts = Mutex<[Int]>([])
        concurrently(8) { _ in
            for _ in 0..<100 {
                let count = try? ledger.update([key]) { records in
                    (records[key]?.failureCount ?? 0, [key: failure])
                }
                counts.withLock { $0.append(count ?? -1) }
            }
        }
        #expect(counts.withLock { $0.sorted() } == Array(0..<800))
        try waitUntil("all is written") { try count(site) == 800 }
    }

    @Test(arguments: StoreKind.allCases)
    func whatWaitsIsWrittenAtTheEnd(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let ledger = LoginLedger(store: site.store, logger: .silent)
        for number in 0..<1_200 {
            let key = LoginKey(network: [UInt8(number >> 8), UInt8(number & 255)])
            try ledger.update([key]) { _ in ((), [key: failure]) }
        }
        ledger.stop()
        ledger.stop()
        let keys = (0..<1_200).map { LoginKey(network: [UInt8($0 >> 8), UInt8($0 & 255)]) }
        #expect(try site.store.loginRecords(of: keys).records.count == 1_200)
        try site.store.close()
    }

    /// A process for one request: the next one is to know.
    @Test(arguments: StoreKind.allCases)
    func changeIsWrittenAtOnceWhereProcessesGo(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let ledgers = [site.store, try site.open()].map {
            LoginLedger(store: $0, logger: .silent, writesAtOnce: true)
        }
        for number in 0..<6 {
            let known = try ledgers[number % 2].update([key]) { records in
                (records[key]?.failureCount ?? 0, [key: failure])
            }
            #expect(known == number)
        }
        #expect(try count(site) == 6)
    }

    /// However many processes begin at the same moment, each counts all tries before its own.
    @Test(arguments: StoreKind.allCases)
    func triesAtTheSameMomentCountEachOther(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let ledgers = try (0..<4).map { _ in
            LoginLedger(store: try site.open(), logger: .silent, writesAtOnce: true)
        }
        let counts = Mutex<[Int]>([])
        concurrently(4) { process in
            var left = 10
            while left > 0 {
                let count = try? ledgers[process].update([key]) { records in
                    (records[key]?.failureCount ?? 0, [key: failure])
                }
                // Without one the lock was taken for too long, and nothing was counted.
                guard let count else { continue }
                counts.withLock { $0.append(count) }
                left -= 1
            }
        }
        #expect(counts.withLock { $0.sorted() } == Array(0..<40))
        #expect(try count(site) == 40)
    }

    @Test(arguments: StoreKind.allCases)
    func nothingIsWrittenWithoutAChange(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let ledger = LoginLedger(store: site.store, logger: .silent)
        #expect(try ledger.update([key]) { ($0.isEmpty, [:]) })
        ledger.stop()
        #expect(try site.store.loginRecords(of: [key]).records.isEmpty)
    }

    /// Though some of it was not written yet.
    @Test(arguments: StoreKind.allCases)
    func newPasswordEndsWhatWaits(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        try site.store.addUser("anna", passwordHash: "x", at: failure.lastTryAt)
        let ledger = LoginLedger(store: site.store, logger: .silent)
        for _ in 0..<9 { try ledger.update([key]) { _ in ((), [key: failure]) } }
        #expect(try site.open().replacePasswordHash(of: "anna", with: "y"))
        let known = try ledger.update([key]) { ($0[key]?.failureCount ?? 0, [key: failure]) }
        #expect(known == 0)
        ledger.stop()
        #expect(try count(site) == 1)
    }

    private func count(_ site: StoreSite) throws -> Int {
        try site.store.loginRecords(of: [key]).records[key]?.failureCount ?? 0
    }
}
