import GRDB
import Storage
import Tracking

/// Some journeys of a run leave a campaign, within one transaction of the writer.
struct MoveStep {
    /// Events wait for the writer meanwhile, ten milliseconds at most; the rest of these is for the counters.
    private static let duration = Duration.milliseconds(6)

    /// How far a step came, and what is in its way.
    struct End: Sendable {
        var doneCount = 0
        var obstacle: Obstacle?
    }

    enum Obstacle: Sendable {
        /// The next journey is in a block of the campaign.
        case block
        /// Some of its postbacks do not mean yet what they shall.
        case waitingPostbacks
    }

    private let run: Int64
    private let database: Database
    private let ledger: EventLedger
    private let rows: MoveRows

    init(of run: Int64, in database: Database, _ memory: IndexMemory) throws {
        self.run = run
        self.database = database
        ledger = try EventLedger(database, memory: memory)
        rows = try MoveRows(database)
    }

    /// Moves journeys of the first campaign, but for those that have left it, or that the run has moved before.
    func move(_ journeys: ArraySlice<Int64>, from: CampaignID, to campaign: Campaign) throws -> End {
        guard try rows.isOpen(run) else { return End(doneCount: journeys.count) }
        return try forEach(journeys) { journey in
            guard let state = try ledger.state(of: journey), state.campaignID == from,
                try !rows.hasMoved(journey, in: run)
            else { return nil }
            if let obstacle = try obstacle(to: journey, leaving: from) { return obstacle }
            let move = try rows.begin(journey, in: run, activityAt: state.lastActivityAt)
            try ledger.move(journey, state, to: campaign)
            try rows.keepOthers(of: journey, in: move)
            return nil
        }
    }

    /// Gives journeys back that the run has moved, but for those that another one has moved since.
    func giveBack(_ journeys: ArraySlice<Int64>, from: CampaignID, to campaign: CampaignID) throws -> End {
        try forEach(journeys) { journey in
            guard let state = try ledger.state(of: journey), state.campaignID == from,
                let move = try rows.lastMove(of: journey, in: run)
            else { return nil }
            if let obstacle = try obstacle(to: journey, leaving: from) { return obstacle }
            try rows.takeBack(move, of: journey, activityAt: state.lastActivityAt)
            try ledger.giveBack(journey, state, to: campaign)
            return nil
        }
    }

    /// Takes one after the other for as long as a step may last; one with an obstacle ends it.
    private func forEach(
        _ journeys: ArraySlice<Int64>, _ body: (Int64) throws -> Obstacle?
    ) throws -> End {
        let deadline = ContinuousClock.now + Self.duration
        var end = End()
        for journey in journeys where end.doneCount == 0 || ContinuousClock.now < deadline {
            end.obstacle = try body(journey)
            guard end.obstacle == nil else { break }
            end.doneCount += 1
        }
        try ledger.finish()
        return end
    }

    private func obstacle(to journey: Int64, leaving campaign: CampaignID) throws -> Obstacle? {
        if try rows.isWaiting(journey) { return .waitingPostbacks }
        return try CampaignSeal(of: campaign, in: database).holds(journey) ? .block : nil
    }
}
