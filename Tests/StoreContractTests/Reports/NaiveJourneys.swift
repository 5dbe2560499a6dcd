import Storage
import TestSupport
import Tracking

/// The journeys of a store, read one by one, in the order in which they began.
struct NaiveJourneys {
    private let journeys: [Journey]

    /// `ids` are all that a test has used, in the order in which it used them first.
    init(_ ids: [ClickID], in tracker: RecordingStore) throws {
        journeys = try ids.map { try tracker.journey($0) }
    }

    /// A journey with its first click.
    struct Clicked {
        let journey: Journey
        let click: Journey.RecordedClick
        /// Its place among all journeys.
        let place: Int
    }

    func clicked(of campaign: CampaignID) -> [Clicked] {
        clicked.filter { $0.journey.campaign?.id == campaign }
    }

    /// Those that sent the number and count for no campaign.
    func unattributed(_ sent: CampaignID) -> [Clicked] {
        clicked.filter { $0.journey.campaign == nil && $0.click.sentCampaignID == sent }
    }

    private var clicked: [Clicked] {
        journeys.enumerated().compactMap { place, journey in
            journey.click.map { Clicked(journey: journey, click: $0, place: place) }
        }
    }
}
