import HTTP
import JSON
import Storage
import Tracking

extension WebApp {
    /// `GET /api/v2/reports/unattributed`: what counts for no campaign, by the campaign number that was sent.
    func showUnattributed(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let list = ListFields(&fields, sortedBy: UnattributedSortKey.sentCampaignId)
        try fields.finish()
        let store = store(for: request)
        let clicks = try store.unattributedClicks(list.page, list.order)
        return .response(
            HTTPResponse(
                .ok,
                json: [
                    "content": .array(clicks.rows.map(\.json)), "pagination": list.json(total: clicks.total),
                    "otherNumbers": ["clicks": .integer(try store.unlistedClicks())],
                    "eventsWithoutClick": try store.eventsWithoutClick(upTo: nil).json,
                ]))
    }
}

enum UnattributedSortKey: String, CaseIterable, Sendable { case sentCampaignId }

extension UnattributedClicks {
    fileprivate var json: JSONValue {
        [
            "sentCampaignId": .integer(sentCampaignID.number), "clicks": .integer(clicks),
            "firstAt": .integer(firstClickAt.seconds), "lastAt": .integer(lastClickAt.seconds),
        ]
    }
}

extension EventsWithoutClick {
    fileprivate var json: JSONValue {
        [
            "journeys": .integer(journeys), "leads": .integer(leads), "postbacks": .integer(postbacks),
            "firstAt": firstEventAt.map { .integer($0.seconds) } ?? .null,
            "lastAt": lastEventAt.map { .integer($0.seconds) } ?? .null,
        ]
    }
}
