import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func previewAttribution(
        of sent: CampaignID, to id: CampaignID, seenFrom horizon: Horizon
    ) throws(StoreError) -> MovePreview {
        guard let campaign = try campaign(id) else { throw .refused(.noSuchCampaign(id)) }
        var preview = MovePreview()
        var last = UnattributedPlace(clickedAt: .min, journey: 0)
        while true {
            let places = try read { database in
                let places = try UnattributedPlace.some(of: sent, after: last, upTo: horizon, in: database)
                for place in places { try preview.add(place.journey, movedTo: campaign, in: database) }
                return places
            }
            guard let end = places.last else { return preview }
            try longChanges.goOn(on: path)
            last = end
        }
    }
}

/// A row of the clicks that count for no campaign.
private struct UnattributedPlace {
    let clickedAt: Int64
    let journey: Int64

    /// Read within some milliseconds.
    private static let portion = 1_000

    static func some(
        of sent: CampaignID, after place: UnattributedPlace, upTo horizon: Horizon, in database: Database
    ) throws -> [UnattributedPlace] {
        try Row.fetchAll(
            database,
            literal: """
                SELECT clicked_at, journey_id FROM unattributed_click
                WHERE sent_campaign_id = \(sent.number)
                    AND (clicked_at, journey_id) > (\(place.clickedAt), \(place.journey))
                    AND clicked_at <= \(horizon.time.column) AND journey_id <= \(horizon.journey)
                ORDER BY clicked_at, journey_id LIMIT \(portion)
                """
        ).map { UnattributedPlace(clickedAt: $0[0], journey: $0[1]) }
    }
}
