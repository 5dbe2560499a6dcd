import GRDB
import Storage
import Tracking

extension SQLiteStore {
    /// Reads all pages of a small database, and of a large one just those that the next events will need; the rest is read in
    /// the background. Writes nothing to the disk. Rehearses nothing while another process holds the write lock.
    package func rehearse(at time: Timestamp) throws(StoreError) {
        let isSmall = (place.stamp?.byteCount ?? 0) <= DamageCheck.quickByteCount
        if isSmall, let finding = try read({ try DamageCheck.finding(in: $0) }) {
            throw watch.note(.fault(.damaged(database: path))).whileOpening(finding)
        }
        try rehearseEvents(at: time)
        if !isSmall { watch.checkAll() }
    }

    private func rehearseEvents(at time: Timestamp) throws(StoreError) {
        do throws(StoreError) {
            try withWriter { database in
                try lockPatience.until(.now) {
                    try database.inTransaction(.immediate) {
                        try record(rehearsedEvents(in: database), at: time, in: database)
                        return .rollback
                    }
                }
            }
        } catch .unavailable(.busy, _) {
            // The recorder waits for locks, and says so.
        } catch {
            // A connection to a file that could only be read stays so, though the file may be written later.
            throw error.whileOpening()
        }
    }

    /// A journey of a campaign, and one that counts for none: each table of the recorder has a part in them.
    private func rehearsedEvents(in database: Database) throws -> [Event] {
        let known = try Int64.fetchOne(database, sql: "SELECT max(id) FROM campaign")
        let unknown = Int64(9_007_199_254_740_991)
        if let known { try letPostbacksPay(of: known, in: database) }
        let paying = Parameters(json: #"{"is":"rehearsed"}"#)
        return [known, unknown].compactMap { $0.flatMap(CampaignID.init) }.flatMap { campaign -> [Event] in
            let id = ClickID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max))
            let click = Click(clickID: id, campaignID: campaign, parameters: .empty)
            let postback = Postback(clickID: id, parameters: paying)
            return [
                .lead(Lead(clickID: id, parameters: .empty)), .postback(postback), .postback(postback),
                .click(click), .click(click), .postback(postback),
            ]
        }
    }

    /// Whatever the campaign's mapper and cost, since payouts have a table of their own; taken back with the rest.
    private func letPostbacksPay(of campaign: Int64, in database: Database) throws {
        let mapper = #"{"parameter":"is","mapping":{"rehearsed":"accept"}}"#
        try database.execute(
            literal: "UPDATE campaign SET cost_value = 1, status_mapper = \(mapper) WHERE id = \(campaign)")
    }

    private func record(_ events: [Event], at time: Timestamp, in database: Database) throws {
        // A memory of its own, since none of it will have happened.
        let ledger = try EventLedger(database, memory: IndexMemory())
        for event in events { _ = try ledger.record(event, at: time) }
        try ledger.finish()
    }
}
