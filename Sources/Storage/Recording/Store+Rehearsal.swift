import GRDB
import Tracking

extension Store {
    /// Records events and takes them back, so that damage which would stop the recorder shows before the first request.
    ///
    /// Reads just the pages that the next events will need, whatever the size of the database, and writes nothing to
    /// the disk. Does nothing while another process holds the write lock.
    ///
    /// - Throws: `notADatabase` when a page of them is damaged, `unopenable` when the file cannot be written.
    package func rehearse(at time: Timestamp) throws(StoreError) {
        do throws(StoreError) {
            try withWriter { database in
                try lockPatience.until(.now) {
                    try database.inTransaction(.immediate) {
                        try record(rehearsedEvents(in: database), at: time, in: database)
                        return .rollback
                    }
                }
            }
        } catch .busy {
            // The recorder waits for locks, and says so.
        } catch .unavailable(let path, let reason) {
            // A connection to a file that could only be read stays so, though the file may be written later.
            throw .unopenable(path: path, reason: reason)
        }
    }

    /// A journey of a campaign, and one that counts for none: each table of the recorder has a part in them.
    private func rehearsedEvents(in database: Database) throws -> [Event] {
        let known = try Int64.fetchOne(database, sql: "SELECT max(id) FROM campaign")
        let unknown = Int64(9_007_199_254_740_991)
        let parameters = Parameters.empty
        return [known, unknown].compactMap { $0.flatMap(CampaignID.init) }.flatMap { campaign -> [Event] in
            let id = ClickID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max))
            let click = Click(clickID: id, campaignID: campaign, parameters: parameters)
            return [
                .lead(Lead(clickID: id, parameters: parameters)), .click(click), .click(click),
                .postback(Postback(clickID: id, parameters: parameters)),
            ]
        }
    }

    private func record(_ events: [Event], at time: Timestamp, in database: Database) throws {
        // A memory of its own, since none of it will have happened.
        let index = try JourneyIndex(database, recent: RecentJourneys())
        let ledger = try EventLedger(database, campaigns: CampaignCache(), index: index)
        for event in events { try ledger.record(event, at: time) }
        try ledger.finish()
    }
}
