import Storage
import TestSupport
import Testing

struct PulseTests {
    @Test func readableDatabaseIsAlive() throws {
        let site = try StoreKind.sqlite.makeSite()
        let pulse = Pulse(store: site.store)
        try pulse.check()
        pulse.stop()
    }

    /// Nobody who asks waits for the next look.
    @Test func closedDatabaseIsNoticed() throws {
        let site = try StoreKind.sqlite.makeSite()
        let pulse = Pulse(store: site.store)
        try site.store.close()
        try waitUntil("the pulse has stopped") { (try? pulse.check()) == nil }
        pulse.stop()
    }

    /// An old answer says nothing of now.
    @Test func silenceIsNoHealth() throws {
        let site = try StoreKind.sqlite.makeSite()
        let pulse = Pulse(store: site.store)
        pulse.stop()
        try waitUntil("its last answer is too old") { (try? pulse.check()) == nil }
    }
}
