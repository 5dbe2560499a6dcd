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
}
