import GRDB
import Logging
import Storage
import Tracking

/// Finds journeys, writes what `JourneyStep` says of them, and adds up what that changes, within a transaction of the
/// writer.
///
/// Keeps its statements from one transaction to the next. Not Sendable: for the thread that has the writer's
/// connection, and to be dropped before that is closed.
final class EventLedger {
    let index: IndexWriter
    private let database: Database
    private let campaigns = CampaignCache()
    private let journeys: JourneyRows
    private let events: EventRows
    private let counters: CounterTables
    private var changes = CounterChanges()

    /// Damage of the index is noted in the logger; without one, where none can be met, nowhere.
    init(_ database: Database, memory: IndexMemory, logger: Logger? = nil) throws {
        self.database = database
        index = try IndexWriter(database, memory: memory, damage: IndexDamage(logger: logger))
        journeys = try JourneyRows(database)
        events = try EventRows(database)
        counters = try CounterTables(database)
    }

    /// Takes in what others have changed since the last transaction; first in each.
    func begin(campaignRevision: Int) throws {
        changes = CounterChanges()
        try campaigns.refresh(database, revision: campaignRevision)
        try index.refresh()
    }

    func record(_ event: Event, at time: Timestamp) throws -> Recorded {
        // Nearly every click is the first of its journey, so insert before looking.
        if case .click = event, let recorded = try beginJourney(with: event, at: time) { return recorded }
        guard let known = try find(event.clickID) else {
            guard let recorded = try beginJourney(with: event, at: time) else {
                throw StoreError.unreadable("journey \(event.clickID), in its index but not found")
            }
            return recorded
        }
        let lastPostback = known.state.clickedAt == nil ? try events.lastPostback(of: known.id) : nil
        let isEqualToLast =
            try known.state.takes(event) ? false : events.isEqualToLast(event, journey: known.id)
        let step = JourneyStep(
            event, at: time, on: known.state, of: try campaign(of: event, on: known.state),
            lastPostback: lastPostback, isEqualToLast: isEqualToLast)
        try journeys.update(known.id, step)
        try note(step, journey: known.id, at: time)
        return step.recorded
    }

    /// Gives an unattributed journey to a campaign.
    ///
    /// - Returns: whether it is there.
    func attribute(_ journey: Int64, to campaign: Campaign) throws -> Bool {
        guard let state = try state(of: journey) else { return false }
        try write(
            JourneyStep(
                attributing: state, to: campaign,
                lastPostback: try events.lastPostback(of: journey)), of: journey)
        return true
    }

    /// A journey as it is now; nil when somebody has removed it past this program.
    func state(of journey: Int64) throws -> JourneyState? { try journeys.read(journey)?.state }

    /// Moves a journey, which is in the state given, to another campaign.
    func move(_ journey: Int64, _ state: JourneyState, to campaign: Campaign) throws {
        try write(
            JourneyStep(
                moving: state, to: campaign, lastPostback: try events.lastPostback(of: journey)), of: journey)
    }

    /// Gives a journey, which is in the state given, back to a campaign; its postbacks mean again what they did.
    func giveBack(_ journey: Int64, _ state: JourneyState, to campaign: CampaignID) throws {
        try write(
            JourneyStep(
                returning: state, to: campaign, conversion: try events.lastConversion(of: journey)),
            of: journey)
    }

    private func write(_ step: JourneyStep, of journey: Int64) throws {
        try journeys.update(journey, step)
        try note(step, journey: journey, at: step.after.lastActivityAt)
    }

    /// Brings the counters up to date; once, when all steps of the transaction are written.
    func finish() throws {
        try counters.add(changes)
    }

    /// - Returns: nil, and nothing done, when the click id has a journey already.
    private func beginJourney(with event: Event, at time: Timestamp) throws -> Recorded? {
        guard index.memory.find(event.clickID).journey == nil else { return nil }
        let step = JourneyStep(event, at: time, on: nil, of: try campaign(of: event, on: nil))
        guard var id = try journeys.insert(step) else { return nil }
        // SQLite gives the highest id again when somebody has deleted its row past this program.
        let known = index.memory.knownUpTo
        if id <= known { id = try journeys.renumber(id, as: known + 1) }
        index.memory.add(IndexMemory.Entry(clickID: event.clickID, journey: id))
        try note(step, journey: id, at: time)
        return step.recorded
    }

    private func note(_ step: JourneyStep, journey: Int64, at time: Timestamp) throws {
        try events.write(step, journey: journey, at: time)
        changes.add(step)
    }

    private func campaign(of event: Event, on journey: JourneyState?) throws -> Campaign? {
        try event.campaignID(on: journey).flatMap { try campaigns.campaign($0, in: database) }
    }

    /// Entries whose journey is not there are removed, and told.
    private func find(_ clickID: ClickID) throws -> JourneyRows.Stored? {
        while let id = try index.find(clickID) {
            if let stored = try journeys.read(id), stored.state.clickID == clickID { return stored }
            try index.remove(clickID, of: id)
        }
        return nil
    }
}
