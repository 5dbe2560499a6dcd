import Storage
import TestSupport
import Testing

struct PulseTests {
    @Test func readableDatabaseIsAlive() throws {
        let pulse = Pulse(store: try StoreKind.sqlite.makeSite().store)
        try pulse.check()
        pulse.stop()
    }

    /// Nobody who asks waits for the next look.
    @Test func closedDatabaseIsNoticed() throws {
        let store = try StoreKind.sqlite.makeSite().store
        let pulse = Pulse(store: store)
        try store.close()
        try waitUntil("the pulse has stopped") { (try? pulse.check()) == nil }
        pulse.stop()
    }

    /// An old answer says nothing of now.
    @Test func silenceIsNoHealth() throws {
        let pulse = Pulse(store: try StoreKind.sqlite.makeSite().store)
        pulse.stop()
        try waitUntil("its last answer is too old") { (try? pulse.check()) == nil }
    }
}
