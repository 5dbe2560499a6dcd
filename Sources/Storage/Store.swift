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

package protocol CampaignStore: Sendable {
    /// Makes a campaign with the number `id`, or with the one after the highest in use.
    ///
    /// - Throws: `campaignExists` when the number is taken; `noCampaignNumberLeft` when none could be chosen.
    func addCampaign(
        _ settings: Campaign.Settings, id: CampaignID?, at time: Timestamp
    ) throws(StoreError) -> Campaign

    /// - Returns: nil when no campaign has that number.
    func campaign(_ id: CampaignID) throws(StoreError) -> Campaign?

    /// All campaigns, by number.
    func campaigns() throws(StoreError) -> [Campaign]

    /// Changes a campaign's settings; recorded conversions stay as they are.
    ///
    /// - Returns: The campaign as it is now; nil when no campaign has that number.
    func updateCampaign(_ id: CampaignID, _ change: Campaign.Change) throws(StoreError) -> Campaign?

    /// One page of the campaigns; a campaign without events is the least active.
    func campaignPage(
        _ page: Page, by key: CampaignSortKey, _ order: ListOrder
    ) throws(StoreError) -> PageOf<ListedCampaign>

    /// The names of all campaigns, by number.
    func campaignNames() throws(StoreError) -> [CampaignReference]

    /// - Returns: Zeros for a campaign without journeys, and for a number that no campaign has.
    func summary(of id: CampaignID) throws(StoreError) -> CampaignSummary

    /// The words that the postbacks of a campaign's latest journeys had in a parameter: of so many postbacks at most, looked
    /// for as long as that. There are others where it says that it is not complete.
    func seenWords(
        of campaign: CampaignID, parameter: String, among count: Int, for time: Duration
    ) throws(StoreError) -> SeenWords

    /// Lets the unattributed clicks that sent a campaign number count for a campaign from now on, and maps their
    /// postbacks with the campaign's settings of this moment.
    ///
    /// Works in short transactions, so that events wait no longer than for each other; one that fails leaves those
    /// before it done, and the rest for another call.
    ///
    /// `horizon` leaves the clicks that have come since; those that come in the meantime are left in any case.
    ///
    /// - Returns: How many journeys were attributed.
    /// - Throws: `noSuchCampaign`.
    func attribute(
        _ sent: CampaignID, to id: CampaignID, seenFrom horizon: Horizon?
    ) throws(StoreError) -> Int

    /// What that would change now: before it none of the journeys has a status. Changes nothing.
    ///
    /// - Throws: `noSuchCampaign`.
    func previewAttribution(
        of sent: CampaignID, to id: CampaignID, seenFrom horizon: Horizon
    ) throws(StoreError) -> MovePreview

    /// How far events are recorded, at this time.
    func horizon(at time: Timestamp) throws(StoreError) -> Horizon
}

extension CampaignStore {
    /// The same of all that have come.
    package func attribute(_ sent: CampaignID, to id: CampaignID) throws(StoreError) -> Int {
        try attribute(sent, to: id, seenFrom: nil)
    }
}

/// Journeys that were sent to the wrong campaign.
package protocol MoveStore: Sendable {
    /// What a move would change now; changes nothing.
    ///
    /// - Throws: `noSuchCampaign`, of either.
    func preview(_ move: ClickMove) throws(StoreError) -> MovePreview

    /// Begins a run of a move, which keeps all that it changes.
    ///
    /// - Returns: The run's number; that of an earlier one when this was asked for before and is not finished.
    /// - Throws: `noSuchCampaign`, of either.
    func beginMove(_ move: ClickMove, at time: Timestamp) throws(StoreError) -> Int64

    /// Carries out a move as the run that `beginMove` has begun: maps the postbacks with the settings that the right
    /// campaign has at this moment. A run moves a journey once at most.
    ///
    /// Works in short transactions, so that events wait no longer than for each other; one that fails leaves those
    /// before it done, and the rest for another call.
    ///
    /// - Returns: How many journeys the run has moved in all; clicks that come in the meantime are left.
    /// - Throws: `noSuchCampaign`.
    func carryOut(_ move: ClickMove, as run: Int64) throws(StoreError) -> Int

    /// One page of the runs, the latest first.
    func moves(_ page: Page) throws(StoreError) -> PageOf<RecordedMove>

    /// - Returns: nil when no run has that number.
    func move(_ run: Int64) throws(StoreError) -> RecordedMove?

    /// What runs have done to a journey, in their order.
    func moves(of id: ClickID) throws(StoreError) -> [JourneyMove]

    /// What taking a run back would change now; changes nothing.
    ///
    /// - Throws: `noSuchRun`.
    func previewUndo(_ run: Int64) throws(StoreError) -> UndoPreview

    /// Takes a run back, in short transactions: campaign, statuses and payouts are what they were. Postbacks that have
    /// come since stay mapped as they are; a journey that another run has moved since is left.
    ///
    /// - Throws: `noSuchRun`.
    func undoMove(_ run: Int64) throws(StoreError) -> UndoneMove
}

package protocol ReportStore: Sendable {
    /// Everything that carries the click id, read in one state of the database.
    ///
    /// - Returns: nil when nothing carries it.
    func journey(_ id: ClickID) throws(StoreError) -> Journey?

    /// One page of the journeys that have a lead or a postback, as they are at this moment.
    func leads(_ query: LeadsQuery) throws(StoreError) -> PageOf<LeadRow>

    /// The journeys that `leads` lists, in the same order but without pages, portion by portion: of the campaign's next `count`
    /// leads behind a place (nil: from the beginning) those that are wanted, perhaps none of them, and no more than `rowCount`.
    ///
    /// Each portion is read by itself, and no lead that was there from the first to the last one is left out, or there twice.
    func leads(
        _ query: LeadsQuery, after place: LeadPlace?, among count: Int, upTo rowCount: Int
    ) throws(StoreError) -> LeadPortion

    /// Journeys whose click ids begin so: of all of them so many.
    func journeys(
        beginningWith beginning: ClickIDBeginning, upTo count: Int
    ) throws(StoreError) -> [JourneySummary]

    /// The latest to begin of the journeys that wait for their click.
    func journeysWithoutClick(upTo count: Int) throws(StoreError) -> [JourneySummary]

    /// The latest of the journeys that have sent a number and count for no campaign.
    func unattributedJourneys(of sent: CampaignID, upTo count: Int) throws(StoreError) -> [JourneySummary]

    /// The figures of a campaign and the campaign itself, all from one state of the database; every group on each day where
    /// the query wants that.
    ///
    /// - Returns: nil when no campaign has that number.
    /// - Throws: `tooManyGroups` or `groupsTooLong`.
    func statistics(_ query: StatisticsQuery) throws(StoreError) -> Statistics?

    /// The figures of every campaign in a period but archived ones, by number, all from one state of the database.
    func overview(_ query: OverviewQuery) throws(StoreError) -> [CampaignFigures]

    /// Replaces what was spent on the days given, in one transaction. The campaign's first expenses decide its
    /// distribution parameter; it has none again when no expenses are left. Of a day that stands twice the last one
    /// counts, as does the last of equal values. Without a parameter nothing is decided: for amounts that are not
    /// distributed, which have the value of clicks without any parameter.
    ///
    /// - Throws: `noSuchCampaign`; `otherDistributionParameter` when it is another one than before; `noClicksParameter`
    ///   when it would be decided, and the campaign has clicks of which none has it; `tooManyReplacedExpenses` when the days hold more than `DayExpenses.maximumReplacedCount` amounts.
    func setExpenses(
        _ days: [DayExpenses], by parameter: String?, for campaign: CampaignID
    ) throws(StoreError)

    /// One page of the days with expenses. Where the period has none, a page of its days in UTC that have clicks, or today
    /// alone, with empty distributions: a form is filled from them. The total counts days with expenses only.
    func expenses(_ query: ExpensesQuery) throws(StoreError) -> PageOf<DayExpenses>

    /// The parameters seen in the campaign's clicks, by the bytes of their names: the 500 most frequent.
    func distributionParameters(of campaign: CampaignID) throws(StoreError) -> [String]

    /// The values of a parameter in the campaign's clicks, as reports show them, by their bytes: the 500 most frequent
    /// of the 10,000 latest.
    func distributionParameterValues(
        of campaign: CampaignID, parameter: String
    ) throws(StoreError) -> [String]

    /// One page of the campaign numbers whose clicks count for no campaign: of the first
    /// `UnattributedClicks.maximumNumberCount` to come.
    func unattributedClicks(_ page: Page, _ order: ListOrder) throws(StoreError) -> PageOf<UnattributedClicks>

    /// How many clicks sent other numbers than those in the list, and count for no campaign.
    func unlistedClicks() throws(StoreError) -> Int64

    /// Leads and postbacks whose click has not come.
    func eventsWithoutClick() throws(StoreError) -> EventsWithoutClick
}

extension ReportStore {
    /// The same with any number of rows.
    package func leads(
        _ query: LeadsQuery, after place: LeadPlace?, among count: Int
    ) throws(StoreError) -> LeadPortion {
        try leads(query, after: place, among: count, upTo: .max)
    }
}

/// Names compare by bytes. Hashes are made and compared elsewhere; here they are texts.
package protocol LoginStore: Sendable {
    /// Begins a new era of login records.
    ///
    /// - Throws: `userExists`.
    func addUser(
        _ name: String, passwordHash: String, isReadOnly: Bool, at time: Timestamp
    ) throws(StoreError)

    /// Begins a new era of login records, and ends the user's sessions; nothing where another hash than `expected` is
    /// stored. nil: whichever is.
    ///
    /// - Returns: Whether there is such a user.
    func replacePasswordHash(
        of name: String, with hash: String, expecting expected: String?
    ) throws(StoreError) -> Bool

    /// - Returns: Whether there was such a user.
    func removeUser(_ name: String) throws(StoreError) -> Bool

    /// All users, by name.
    func users() throws(StoreError) -> [User]

    /// - Returns: nil when there is no such user.
    func userLogin(of name: String) throws(StoreError) -> UserLogin?

    /// - Returns: Whether there is such a user.
    func setReadOnly(_ isReadOnly: Bool, user name: String) throws(StoreError) -> Bool

    /// - Throws: `tokenExists`.
    func addToken(_ name: String, hash: String, isReadOnly: Bool, at time: Timestamp) throws(StoreError)

    /// - Returns: Whether there was such a token.
    func removeToken(_ name: String) throws(StoreError) -> Bool

    /// All tokens, by name.
    func tokens() throws(StoreError) -> [Token]

    /// - Returns: nil when no token has that hash.
    func token(hash: String) throws(StoreError) -> Token?

    /// What is stored under the keys in this era.
    func loginRecords(of keys: [LoginKey]) throws(StoreError) -> LoginRecords

    /// Adds changes to what is stored, unless their era is over; a few hundred at most.
    ///
    /// Keeps 20,000 records; beyond that, those that would expire first are removed.
    ///
    /// - Throws: `unavailable` soon when another process is writing.
    func addLoginRecords(_ changes: [LoginKey: LoginRecord], era: Int64) throws(StoreError)

    /// Adds changes only if under the keys there is still just what is known, so that nobody decides on what another has
    /// changed meanwhile.
    ///
    /// - Returns: false when there is something else; nothing is added then.
    /// - Throws: `unavailable` soon when another process is writing.
    func addLoginRecords(
        _ changes: [LoginKey: LoginRecord], to known: LoginRecords, of keys: [LoginKey]
    ) throws(StoreError) -> Bool
}

extension LoginStore {
    /// A user who may change everything.
    ///
    /// - Throws: `userExists`.
    package func addUser(_ name: String, passwordHash: String, at time: Timestamp) throws(StoreError) {
        try addUser(name, passwordHash: passwordHash, isReadOnly: false, at: time)
    }

    /// - Returns: nil when there is no such user.
    package func passwordHash(of name: String) throws(StoreError) -> String? {
        try userLogin(of: name)?.passwordHash
    }

    /// The same whichever hash is stored.
    package func replacePasswordHash(of name: String, with hash: String) throws(StoreError) -> Bool {
        try replacePasswordHash(of: name, with: hash, expecting: nil)
    }
}

/// Who is on the pages. A session is known by the hash of its secret; it is gone when its user is.
package protocol SessionStore: Sendable {
    /// Also ends those that were last used before `expiry`, and of a user's many the one that was used longest ago.
    ///
    /// - Returns: Whether it has begun: there is such a user, who has that password.
    func begin(_ session: NewSession, endingUnusedSince expiry: Timestamp) throws(StoreError) -> Bool

    /// - Returns: nil when there is none, whether or not its time is over.
    func session(hash: String) throws(StoreError) -> Session?

    /// - Throws: `unavailable` soon when another process is writing.
    func useSession(hash: String, at time: Timestamp) throws(StoreError)

    func endSession(hash: String) throws(StoreError)

    /// Ends all of a user, but for one.
    func endSessions(of user: String, exceptHash hash: String?) throws(StoreError)
}

/// Tracking requests that were refused, some of them.
package protocol RefusalStore: Sendable {
    /// Adds some, a few dozen at most, and how many there were. Keeps 10,000, each of 30 days at most; where there are more,
    /// those of the reason that has most give way.
    ///
    /// - Throws: `unavailable` at once when another process is writing.
    func keepRefusals(_ batch: RefusalBatch) throws(StoreError)

    /// The latest of each reason, the newest first.
    func latestRefusals(ofEachReason count: Int) throws(StoreError) -> [KeptRefusal]

    /// - Returns: nil when there is none of that number, or no longer.
    func refusal(_ id: Int64) throws(StoreError) -> KeptRefusal?

    /// How many were refused since a time of the last day, by whole five minutes.
    func refusalCounts(since time: Timestamp) throws(StoreError) -> [RefusalReason: RefusalCount]
}

/// What whoever watches asks again and again: each answer takes a bounded time, however much is stored.
package protocol WatchStore: Sendable {
    /// The latest events, of each kind at most so many, the newest first; parameters that are long are left out.
    func latestEvents(ofEachKind count: Int, since time: Timestamp?) throws(StoreError) -> [LatestEvent]

    /// Differs when one of these lists may have become another.
    func watchState() throws(StoreError) -> [Int64]

    func alertFacts(at time: Timestamp) throws(StoreError) -> AlertFacts

    /// Of campaigns that have been silent for longer than a busy one ever is.
    func usualPauses(at time: Timestamp) throws(StoreError) -> [CampaignID: UsualPause]
}
