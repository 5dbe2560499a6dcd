import Logging
import Tracking

/// Campaigns, events and the journeys that they form: what the web and the commands know of a database.
///
/// Any thread may call it; calls block. What every store promises: an event that is answered is on disk; a click id has
/// one journey; the latest postback by arrival decides, in the order in which journeys were locked; no step is applied
/// twice.
package protocol Store: CampaignStore, MoveStore, ReportStore, LoginStore, SessionStore, RefusalStore,
    WatchStore
{
    /// Names the database for people, without secrets.
    var name: String { get }

    /// The same store for somebody who may leave: a read that takes longer ends once he is not there any more. What changes
    /// something is done to its end.
    ///
    /// `isAwaited` is asked now and then, by the thread that reads.
    func reading(while isAwaited: @escaping @Sendable () -> Bool) -> any Store

    /// The one writer of events, for the recorder's thread.
    ///
    /// `indexBatchSize` is how many journeys are put into indexes at once, where a store does so; nil: as many as suit it.
    func eventWriter(logger: Logger, indexBatchSize: Int?) -> any EventWriter

    /// Seals clicks into blocks for reports.
    func blockSealing(blockSize: Int) -> any BlockSealing

    /// Keeps the store's log short, and copies it where backups look for it; for the keeper's thread.
    func logKeeping(logger: Logger) -> any LogKeeping

    /// Maps some of the postbacks that came before their journey got its campaign and do not decide its status, each
    /// exactly once; or restores some of a journey that was given back to its campaign.
    ///
    /// A bounded step, to be called until it returns false.
    ///
    /// - Returns: false when nothing waits.
    /// - Throws: `unavailable` at once when another process is writing.
    func mapSomePostbacks() throws(StoreError) -> Bool

    /// Brings some rows up to date that are of before the last upgrade.
    ///
    /// A bounded step, to be called until nothing is left.
    ///
    /// - Returns: nil when nothing is left, as is nearly always so.
    /// - Throws: `unavailable` at once when another process is writing.
    func fillSomeRows() throws(StoreError) -> UpgradeProgress?

    /// Removes some of what is kept for a time only, once that is over: refused requests and how many there were, what is
    /// known of tries to log in, and sessions.
    ///
    /// A bounded step, to be called until it returns false.
    ///
    /// - Returns: false when nothing is left, as is nearly always so.
    /// - Throws: `unavailable` at once when another process is writing.
    func removeSomeOutdated(at time: Timestamp) throws(StoreError) -> Bool

    /// How many bytes the disk of the database has left for this user; nil: the system does not say.
    func freeBytes() -> Int64?

    /// How many bytes the database has on its disk, its log among them; nil: the system does not say.
    func usedBytes() -> Int64?

    /// What the database remembers of its last good backup; nil: there was none.
    func lastBackup() throws(StoreError) -> BackupRecord?

    /// How many bytes the log takes at most, but while a read goes on for long.
    var logBytes: Int64 { get }

    /// A trivial read, which fails when the database cannot be read, or is known to be damaged.
    func ping() throws(StoreError)

    /// Tries what an event needs, and changes nothing: waits for the lock as long as an event does, and has the disk take a
    /// write. `wholly`, after a failure, it commits as well, which alone shows that the failure has passed.
    ///
    /// - Throws: why an event would be refused.
    func tryWriting(wholly: Bool) throws(StoreError)

    /// Looks for damage that would stop the recorder, so that it shows before the first request; quick whatever the size of
    /// the database: of a large one the rest is read in the background, until `close`, and told by `knownDamage`.
    ///
    /// - Throws: `opening` when a server should not start.
    func rehearse(at time: Timestamp) throws(StoreError)

    /// Looks whether what is in the database's place has been written here, so that `rescue` and all who write know; for a
    /// thread that nobody waits for, some times a second. What cannot be looked at now is at the next call.
    func examine()

    /// Writes all that is stored to a new file beside the database when that was removed or replaced while in use: only this
    /// process can still read it.
    ///
    /// - Returns: nil when the database is where it was, and as it was.
    /// - Throws: `unavailable`, when there is no room for it, for example; nothing of it is left then.
    func rescue(at time: Timestamp) throws(StoreError) -> LostDatabase?

    /// The first damage that was met since the database was opened; nil: none.
    var knownDamage: StoreError? { get }

    /// Recomputes from the events all that reports read, in one state of the database.
    ///
    /// - Returns: What is not as it should be; empty in a sound database. At most `limit` of each kind.
    func verify(limit: Int) throws(StoreError) -> [Difference]

    /// Lets attributions and moves end after the transaction that they are at, with `unavailable`: before a stop.
    func endLongChanges()

    /// Ends all connections; every later call fails. Stop the recorder first.
    func close() throws(StoreError)
}
