import Storage
import TestSupport
import Testing
import Tracking

struct LoginStoreTests {
    private let now = Timestamp(milliseconds: 1_000)

    @Test(arguments: StoreKind.allCases)
    func userIsAddedReplacedAndRemoved(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        try store.addUser("anna", passwordHash: "first", at: now)
        #expect(try store.passwordHash(of: "anna") == "first")
        #expect(try store.replacePasswordHash(of: "anna", with: "second"))
        #expect(try store.passwordHash(of: "anna") == "second")
        try store.addUser("Anna", passwordHash: "other", at: now)
        #expect(try store.users().map(\.name) == ["Anna", "anna"])
        #expect(try store.users().map(\.createdAt) == [now, now])
        #expect(try store.removeUser("anna"))
        #expect(try store.passwordHash(of: "anna") == nil)
        #expect(try !store.removeUser("anna"))
        #expect(try !store.replacePasswordHash(of: "anna", with: "third"))
        #expect(try store.passwordHash(of: "Anna") == "other")
    }

    @Test(arguments: StoreKind.allCases)
    func takenNameIsRefused(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        try site.store.addUser("anna", passwordHash: "first", at: now)
        #expect(throws: StoreError.refused(.userExists("anna"))) {
            try site.store.addUser("anna", passwordHash: "second", at: now)
        }
        #expect(try site.store.passwordHash(of: "anna") == "first")
        try site.store.addToken("crm", hash: "1", isReadOnly: false, at: now)
        #expect(throws: StoreError.refused(.tokenExists("crm"))) {
            try site.store.addToken("crm", hash: "2", isReadOnly: true, at: now)
        }
        #expect(try site.store.token(hash: "2") == nil)
    }

    @Test(arguments: StoreKind.allCases, ["an\u{0}na", "\u{e9}", "' OR 1=1 --", "", " anna"])
    func nameCountsByItsBytes(_ kind: StoreKind, _ name: String) throws {
        let site = try kind.makeSite()
        let store = site.store
        try store.addUser("anna", passwordHash: "x", at: now)
        try store.addUser("e\u{301}", passwordHash: "x", at: now)
        #expect(try store.passwordHash(of: name) == nil)
        try store.addUser(name, passwordHash: "y", at: now)
        #expect(try store.passwordHash(of: name) == "y")
        #expect(try store.users().count == 3)
    }

    @Test(arguments: StoreKind.allCases)
    func tokenIsFoundByItsHash(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        try store.addToken("crm", hash: "1", isReadOnly: true, at: now)
        try store.addToken("bot", hash: "2", isReadOnly: false, at: now)
        #expect(try store.token(hash: "1")?.name == "crm")
        #expect(try store.token(hash: "1")?.isReadOnly == true)
        #expect(try store.token(hash: "2")?.isReadOnly == false)
        #expect(try store.token(hash: "3") == nil)
        #expect(try store.tokens().map(\.name) == ["bot", "crm"])
        #expect(try store.removeToken("crm"))
        #expect(try !store.removeToken("crm"))
        #expect(try store.token(hash: "1") == nil)
    }

    // MARK: Records of tries

    private let pair = LoginKey(network: [127, 0, 0, 1], nameMark: 7)
    private let name = LoginKey(nameMark: 7)
    private let network = LoginKey(network: [127, 0, 0, 1])

    @Test(arguments: StoreKind.allCases)
    func changesToRecordsAddUp(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        #expect(try store.loginRecords(of: [pair, name]).records.isEmpty)
        let (first, later) = (LoginRecord(failureCount: 2, lastTryAt: now), now.adding(seconds: 5))
        try store.addLoginRecords([pair: first, name: first], era: 0)
        let change = LoginRecord(failureCount: 1, lastTryAt: later, creditedAt: later)
        try store.addLoginRecords([pair: change, network: change], era: 0)
        let records = try site.open().loginRecords(of: [pair, name, network]).records
        #expect(records[pair] == LoginRecord(failureCount: 3, lastTryAt: later, creditedAt: later))
        #expect(records[name] == first)
        #expect(records[network] == change)
        try store.addLoginRecords([pair: LoginRecord(failureCount: -9, lastTryAt: later)], era: 0)
        #expect(try store.loginRecords(of: [pair]).records[pair]?.failureCount == 0)
    }

    @Test(arguments: StoreKind.allCases)
    func changesToWhatIsNotKnownAreNotAdded(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        let change = LoginRecord(failureCount: 1, lastTryAt: now)
        let before = try store.loginRecords(of: [pair, name])
        #expect(try store.addLoginRecords([pair: change], to: before, of: [pair, name]))
        #expect(try !store.addLoginRecords([name: change], to: before, of: [pair, name]))
        #expect(try store.addLoginRecords([name: change], to: before, of: [name]))
        let after = try store.loginRecords(of: [pair, name])
        #expect(after.records == [pair: change, name: change])
        try store.addUser("anna", passwordHash: "x", at: now)
        #expect(try !store.addLoginRecords([pair: change], to: after, of: [pair, name]), "another era")
    }

    /// After ten minutes; those of everybody after a second. Credit stays.
    @Test(arguments: StoreKind.allCases)
    func oldFailuresAreForgotten(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        let everybody = LoginKey()
        let old = LoginRecord(failureCount: 9, lastTryAt: now, creditedAt: now)
        try store.addLoginRecords([network: old, everybody: old], era: 0)
        let soon = LoginRecord(failureCount: 1, lastTryAt: now.adding(seconds: 2))
        try store.addLoginRecords([network: soon, everybody: soon], era: 0)
        var records = try store.loginRecords(of: [network, everybody]).records
        #expect(records[network]?.failureCount == 10)
        #expect(records[everybody]?.failureCount == 1)
        let late = LoginRecord(failureCount: 1, lastTryAt: now.adding(seconds: 603))
        try store.addLoginRecords([network: late], era: 0)
        records = try store.loginRecords(of: [network]).records
        #expect(records[network]?.failureCount == 1)
        #expect(records[network]?.creditedAt == now)
    }

    /// Whatever a process has still to write of the time before.
    @Test(arguments: StoreKind.allCases)
    func newPasswordEndsAnEra(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        let failure = LoginRecord(failureCount: 9, lastTryAt: now, creditedAt: now)
        try store.addLoginRecords([pair: failure], era: 0)
        try store.addUser("anna", passwordHash: "first", at: now)
        #expect(try store.loginRecords(of: []).era == 1)
        #expect(try store.replacePasswordHash(of: "anna", with: "second"))
        #expect(try !store.replacePasswordHash(of: "nobody", with: "second"))
        let after = try store.loginRecords(of: [pair])
        #expect(after.era == 2)
        #expect(after.records[pair] == LoginRecord(lastTryAt: now, creditedAt: now))
        try store.addLoginRecords([pair: failure, name: failure], era: 1)
        #expect(try store.loginRecords(of: [pair, name]).records == after.records)
        try store.addLoginRecords([pair: LoginRecord(failureCount: 1, lastTryAt: now)], era: 2)
        #expect(try store.loginRecords(of: [pair]).records[pair]?.failureCount == 1)
    }

    /// Strangers make records, so their number is bounded: those that expire first are removed, credit last.
    @Test(arguments: StoreKind.allCases)
    func recordsAreBounded(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        let keys = (0..<21_000).map { LoginKey(network: [UInt8($0 >> 8), UInt8($0 & 255)]) }
        try store.addLoginRecords([network: LoginRecord(lastTryAt: now, creditedAt: now)], era: 0)
        for start in stride(from: 0, to: keys.count, by: 500) {
            let changes = keys[start..<start + 500].enumerated().map { offset, key in
                let time = Timestamp(milliseconds: now.milliseconds + Int64(start + offset))
                return (key, LoginRecord(failureCount: 1, lastTryAt: time))
            }
            try store.addLoginRecords(Dictionary(uniqueKeysWithValues: changes), era: 0)
        }
        let records = try store.loginRecords(of: keys + [network]).records
        #expect(records.count == 20_000)
        #expect(records[network] != nil)
        #expect(records[keys[1_000]] == nil)
        #expect(keys[1_001...].allSatisfy { records[$0] != nil })
    }

    @Test(arguments: StoreKind.allCases)
    func expiredRecordsAreRemoved(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        try store.addLoginRecords([pair: LoginRecord(failureCount: 1, lastTryAt: now)], era: 0)
        let later = LoginRecord(failureCount: 1, lastTryAt: now.adding(seconds: 601))
        try store.addLoginRecords([name: later], era: 0)
        #expect(try store.loginRecords(of: [pair, name]).records == [name: later])
    }

    /// Though nobody tries to log in any more; a password that was right counts for longer.
    @Test(arguments: StoreKind.allCases)
    func expiredRecordsAreRemovedWithTime(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        let right = LoginRecord(lastTryAt: now, creditedAt: now)
        let changes = [pair: LoginRecord(failureCount: 1, lastTryAt: now), network: right]
        try store.addLoginRecords(changes, era: 0)
        #expect(try !store.removeSomeOutdated(at: now.adding(seconds: 600)))
        #expect(try store.loginRecords(of: [pair, network]).records == changes)
        #expect(try !store.removeSomeOutdated(at: now.adding(seconds: 601)))
        #expect(try store.loginRecords(of: [pair, network]).records == [network: right])
    }
}

extension Timestamp {
    fileprivate func adding(seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + seconds * 1000)
    }
}
