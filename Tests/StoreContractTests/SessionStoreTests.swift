import Storage
import TestSupport
import Testing
import Tracking

struct SessionStoreTests {
    private let now = Timestamp(milliseconds: 1_000_000)
    private let long = Timestamp(milliseconds: 0)

    private func site(_ kind: StoreKind) throws -> StoreSite {
        let site = try kind.makeSite()
        try site.store.addUser("anna", passwordHash: "x", at: now)
        try site.store.addUser("boris", passwordHash: "y", isReadOnly: true, at: now)
        return site
    }

    private func session(
        _ hash: String, of user: String = "anna", _ passwordHash: String = "x", at time: Timestamp? = nil,
        after former: String? = nil
    ) -> NewSession {
        NewSession(
            hash: hash, userName: user, passwordHash: passwordHash, time: time ?? now, formerHash: former)
    }

    @Test(arguments: StoreKind.allCases)
    func sessionIsKnownByItsHash(_ kind: StoreKind) throws {
        let site = try site(kind)
        #expect(try site.store.begin(session("1"), endingUnusedSince: long))
        #expect(try site.store.begin(session("2", of: "boris", "y"), endingUnusedSince: long))
        let known = Session(userName: "anna", isReadOnly: false, createdAt: now, usedAt: now)
        #expect(try site.open().session(hash: "1") == known)
        #expect(try site.store.session(hash: "2")?.isReadOnly == true)
        #expect(try site.store.session(hash: "3") == nil)
    }

    /// Whoever was found to have the password before it was changed begins none afterwards.
    @Test(arguments: StoreKind.allCases, [("anna", "y"), ("anna", ""), ("clara", "x"), ("Anna", "x")])
    func sessionIsOfWhoeverHasThePassword(_ kind: StoreKind, _ login: (user: String, hash: String)) throws {
        let site = try site(kind)
        #expect(try !site.store.begin(session("1", of: login.user, login.hash), endingUnusedSince: long))
        #expect(try site.store.session(hash: "1") == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func useIsNotedAndTimeDoesNotGoBack(_ kind: StoreKind) throws {
        let site = try site(kind)
        _ = try site.store.begin(session("1"), endingUnusedSince: long)
        try site.store.useSession(hash: "1", at: now.adding(seconds: 60))
        try site.store.useSession(hash: "1", at: now.adding(seconds: 30))
        try site.store.useSession(hash: "2", at: now)
        #expect(try site.store.session(hash: "1")?.usedAt == now.adding(seconds: 60))
        #expect(try site.store.session(hash: "1")?.createdAt == now)
    }

    @Test(arguments: StoreKind.allCases)
    func sessionsEnd(_ kind: StoreKind) throws {
        let site = try site(kind)
        let store = site.store
        for hash in ["1", "2", "3"] { _ = try store.begin(session(hash), endingUnusedSince: long) }
        _ = try store.begin(session("4", of: "boris", "y"), endingUnusedSince: long)
        try store.endSession(hash: "1")
        try store.endSession(hash: "1")
        try store.endSessions(of: "anna", exceptHash: "3")
        #expect(try known(of: ["1", "2", "3", "4"], store) == ["3", "4"])
        try store.endSessions(of: "anna", exceptHash: nil)
        try store.endSessions(of: "clara", exceptHash: nil)
        #expect(try known(of: ["3", "4"], store) == ["4"])
    }

    @Test(arguments: StoreKind.allCases)
    func anotherPasswordEndsAllOfTheUser(_ kind: StoreKind) throws {
        let site = try site(kind)
        let store = site.store
        _ = try store.begin(session("1"), endingUnusedSince: long)
        _ = try store.begin(session("2", of: "boris", "y"), endingUnusedSince: long)
        #expect(try !store.replacePasswordHash(of: "anna", with: "z", expecting: "other"))
        #expect(try known(of: ["1", "2"], store) == ["1", "2"])
        #expect(try store.replacePasswordHash(of: "anna", with: "z", expecting: "x"))
        #expect(try store.passwordHash(of: "anna") == "z")
        #expect(try known(of: ["1", "2"], store) == ["2"])
    }

    @Test(arguments: StoreKind.allCases)
    func sessionsGoWithTheirUser(_ kind: StoreKind) throws {
        let site = try site(kind)
        _ = try site.store.begin(session("1"), endingUnusedSince: long)
        #expect(try site.store.removeUser("anna"))
        try site.store.addUser("anna", passwordHash: "x", at: now)
        #expect(try site.store.session(hash: "1") == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func rightIsThatOfTheUserNow(_ kind: StoreKind) throws {
        let site = try site(kind)
        _ = try site.store.begin(session("1"), endingUnusedSince: long)
        #expect(try site.store.setReadOnly(true, user: "anna"))
        #expect(try site.store.session(hash: "1")?.isReadOnly == true)
        #expect(try site.store.users().map(\.isReadOnly) == [true, true])
        #expect(try site.store.setReadOnly(false, user: "anna"))
        #expect(try site.store.session(hash: "1")?.isReadOnly == false)
        #expect(try !site.store.setReadOnly(true, user: "clara"))
    }

    /// They do not pile up.
    @Test(arguments: StoreKind.allCases)
    func oldOnesGoWhenOthersBegin(_ kind: StoreKind) throws {
        let site = try site(kind)
        let store = site.store
        _ = try store.begin(session("old"), endingUnusedSince: long)
        _ = try store.begin(
            session("boris", of: "boris", "y", at: now.adding(seconds: 1)), endingUnusedSince: long)
        for number in 1...50 {
            _ = try store.begin(
                session("\(number)", at: now.adding(seconds: number)), endingUnusedSince: long)
        }
        #expect(try known(of: ["old", "1", "50", "boris"], store) == ["1", "50", "boris"])
        let later = now.adding(seconds: 100)
        _ = try store.begin(
            session("new", at: later, after: "50"), endingUnusedSince: now.adding(seconds: 40))
        #expect(try known(of: ["39", "40", "49", "50", "boris", "new"], store) == ["40", "49", "new"])
    }

    /// Though nobody logs in any more.
    @Test(arguments: StoreKind.allCases)
    func endedOnesAreRemoved(_ kind: StoreKind) throws {
        let site = try site(kind)
        let store = site.store
        for hash in ["1", "2"] { _ = try store.begin(session(hash), endingUnusedSince: long) }
        try store.useSession(hash: "2", at: now.adding(seconds: 60))
        let end = now.adding(seconds: 12 * 3600)
        #expect(try !store.removeSomeOutdated(at: Timestamp(milliseconds: end.milliseconds - 1)))
        #expect(try known(of: ["1", "2"], store) == ["1", "2"])
        #expect(try !store.removeSomeOutdated(at: end))
        #expect(try known(of: ["1", "2"], store) == ["2"])
        // However often it is used.
        let last = now.adding(seconds: 30 * 24 * 3600)
        try store.useSession(hash: "2", at: last)
        #expect(try !store.removeSomeOutdated(at: last))
        #expect(try known(of: ["2"], store) == [])
    }

    private func known(of hashes: [String], _ store: any Store) throws -> [String] {
        try hashes.filter { try store.session(hash: $0) != nil }
    }
}

extension Timestamp {
    fileprivate func adding(seconds: Int) -> Timestamp {
        Timestamp(milliseconds: milliseconds + Int64(seconds) * 1000)
    }
}
