import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func seenWords(
        of campaign: CampaignID, parameter: String, among count: Int, for time: Duration
    ) throws(StoreError) -> SeenWords {
        try read { database in
            let end = ContinuousClock.now + time
            var words = SeenWords(parameter: parameter)
            var byteCount = 0
            let postbacks = try Row.fetchCursor(database, SeenWords.latestPostbacks(of: campaign, count + 1))
            while let row = try postbacks.next() {
                let isInTime = words.postbackCount < SeenWords.leastCount || .now < end
                guard words.postbackCount < count, byteCount < SeenWords.mostBytes, isInTime else {
                    words.isComplete = false
                    break
                }
                let parameters = Parameters(json: row[0])
                byteCount += parameters.json.utf8.count
                words.add(parameters, at: Timestamp(milliseconds: row[1]))
            }
            return words
        }
    }
}

extension SeenWords {
    /// Of all the parameters that are looked at.
    fileprivate static let mostBytes = 16 * 1024 * 1024

    /// By the index of journeys that have a postback, the latest journey first.
    fileprivate static func latestPostbacks(of campaign: CampaignID, _ limit: Int) -> SQLRequest<Row> {
        SQLRequest(
            literal: """
                SELECT postback.parameters, postback.created_at
                FROM journey INDEXED BY journey_conversion CROSS JOIN postback
                WHERE journey.campaign_id = \(campaign.number) AND journey.status IS NOT NULL
                    AND postback.journey_id = journey.id
                ORDER BY journey.id DESC LIMIT \(limit)
                """)
    }
}
