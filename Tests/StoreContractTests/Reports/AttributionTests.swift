import Storage
import TestSupport
import Testing
import Tracking

struct AttributionTests {
    private let sent: CampaignID
    private let other: CampaignID

    init() throws {
        sent = try #require(CampaignID(42))
        other = try #require(CampaignID(43))
    }

    @Test(arguments: StoreKind.allCases)
    func unattributedClicksAreListedByTheNumberTheySent(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let id = ClickID.random()
        try tracker.record(.clicked(id), at: 5)
        try tracker.record(.clicked(id), at: 9)
        try tracker.record(.clicked(.random()), at: 2)
        try tracker.record(.clicked(.random(), campaign: 43), at: 4)
        let page = try tracker.store.unattributedClicks(.first, .ascending)
        #expect(page.total == 2)
        #expect(page.rows == [clicks(of: sent, 2, 2, 5), clicks(of: other, 1, 4, 4)])
        let descending = try tracker.store.unattributedClicks(.first, .descending)
        #expect(descending.rows.first?.sentCampaignID == other)
        let second = try tracker.store.unattributedClicks(
            try #require(Page(number: 2, size: 1)), .ascending)
        #expect(second.rows.map(\.sentCampaignID) == [other])
    }

    @Test(arguments: StoreKind.allCases)
    func eventsWithoutAClickAreCounted(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        #expect(try tracker.store.eventsWithoutClick(upTo: nil) == EventsWithoutClick())
        let id = ClickID.random()
        try tracker.record(.left(id), at: 3)
        try tracker.record(.reported(id, "approved"), at: 8)
        try tracker.record(.left(.random()), at: 5)
        let expected = EventsWithoutClick(
            journeys: 2, leads: 2, postbacks: 1, firstEventAt: Timestamp(milliseconds: 3),
            lastEventAt: Timestamp(milliseconds: 8))
        #expect(try tracker.store.eventsWithoutClick(upTo: nil) == expected)
        try tracker.record(.clicked(id), at: 9)
        #expect(try tracker.store.eventsWithoutClick(upTo: nil).journeys == 1)
    }

    /// Strangers choose how many there are.
    @Test(arguments: StoreKind.allCases)
    func eventsWithoutAClickAreCountedUpToALimit(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        for time in Int64(1)...5 { try tracker.record(.left(.random()), at: time) }
        let latest = EventsWithoutClick(
            journeys: 3, leads: 3, postbacks: 0, firstEventAt: Timestamp(milliseconds: 3),
            lastEventAt: Timestamp(milliseconds: 5), areAll: false)
        #expect(try tracker.store.eventsWithoutClick(upTo: 3) == latest)
        let all = try tracker.store.eventsWithoutClick(upTo: 6)
        #expect(all.journeys == 5)
        #expect(all.areAll)
    }

    @Test(arguments: StoreKind.allCases)
    func attributionMapsPostbacksWithTheSettingsOfThatMoment(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let store = tracker.store
        let id = ClickID.random()
        try tracker.record(.clicked(id), at: 1_000)
        try tracker.record(.reported(id, "nonsense"), at: 2_000)
        try tracker.record(.reported(id, "approved"), at: 3_000)
        let campaign = try store.addSampleCampaign(1, .sample(cost: 7, currency: "eur"))
        #expect(try store.attribute(sent, to: campaign.id) == 1)
        let journey = try tracker.journey(id)
        let expected = [
            try conversion(.trash, cost: nil, at: 2_000),
            try conversion(.accept, cost: 7, currency: "eur", at: 3_000),
        ]
        #expect(journey.campaign?.id == campaign.id)
        #expect(journey.postbacks.map(\.conversion) == expected)
        #expect(try store.summary(of: campaign.id).clickCount == 1)
        let leads = try store.leads(LeadsQuery(campaign: campaign.id)).rows
        #expect(leads.map(\.clickID) == [id])
        #expect(leads.map(\.conversion) == [expected[1]])
        #expect(try store.unattributedClicks(.first, .ascending).total == 0)
        #expect(try store.verify(limit: 10) == [])
        #expect(try store.attribute(sent, to: campaign.id) == 0)
    }

    @Test(arguments: StoreKind.allCases)
    func eventsAfterAnAttributionCountForTheCampaign(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let id = ClickID.random()
        try tracker.record(.clicked(id), at: 1_000)
        let campaign = try tracker.store.addSampleCampaign(1)
        #expect(try tracker.store.attribute(sent, to: campaign.id) == 1)
        #expect(try tracker.record(.reported(id, "approved"), at: 2_000).campaign == campaign.id)
        #expect(try tracker.record(.clicked(id), at: 3_000).campaign == campaign.id)
        #expect(try tracker.journey(id).conversion?.status == .accept)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func onlyClicksOfTheNumberAreAttributed(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let store = tracker.store
        try tracker.record(.clicked(.random(), campaign: 43))
        let campaign = try store.addSampleCampaign(1)
        #expect(try store.attribute(sent, to: campaign.id) == 0)
        #expect(throws: StoreError.refused(.noSuchCampaign(sent))) { try store.attribute(other, to: sent) }
        let left = try store.unattributedClicks(.first, .ascending).rows
        #expect(left.map(\.sentCampaignID) == [other])
    }

    /// Strangers choose the numbers. Nothing is lost of those that are not listed.
    @Test(arguments: StoreKind.allCases)
    func numbersBeyondTheFirstTenThousandAreCountedTogether(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let store = tracker.store
        let limit = UnattributedClicks.maximumNumberCount
        #expect(try tracker.click(numbers: 1...limit - 1))
        let beyond = try #require(CampaignID(limit + 7))
        #expect(try tracker.click(numbers: limit...limit + 9))
        #expect(try tracker.click(numbers: 5...5))
        #expect(try tracker.click(numbers: limit + 7...limit + 7))
        #expect(try store.unattributedClicks(.first, .ascending).total == limit)
        #expect(try store.unlistedClicks() == 10)
        #expect(try store.verify(limit: 10) == [])

        let campaign = try store.addSampleCampaign(1).id
        #expect(try store.attribute(beyond, to: campaign) == 2)
        #expect(try store.attribute(try #require(CampaignID(5)), to: campaign) == 2)
        #expect(try store.summary(of: campaign).clickCount == 4)
        #expect(try store.unlistedClicks() == 8)
        #expect(try store.unattributedClicks(.first, .ascending).total == limit - 1)
        // There is room again, but not while some number is in both places.
        #expect(try tracker.click(numbers: limit + 8...limit + 8))
        #expect(try store.unlistedClicks() == 9)
        for number in limit + 1...limit + 9 {
            _ = try store.attribute(try #require(CampaignID(number)), to: campaign)
        }
        #expect(try store.unlistedClicks() == 0)
        #expect(try tracker.click(numbers: limit + 8...limit + 8))
        let last = try store.unattributedClicks(.first, .descending).rows.first
        #expect(last?.sentCampaignID.number == limit + 8)
        #expect(try store.verify(limit: 10) == [])
    }

    /// More than one step's worth, while clicks for the campaign and for the number go on.
    @Test(arguments: StoreKind.allCases)
    func manyAreAttributedWhileEventsGoOn(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let store = tracker.store
        let ids = (0..<1_100).map { _ in ClickID.random() }
        let answers = tracker.recorder.answers(to: try ids.map { try .clicked($0) })
        #expect(answers.allSatisfy { $0.isStored })
        let campaign = try store.addSampleCampaign(1)
        let box = AnswerBox(count: 600)
        for index in 0..<300 {
            let events = (Event.reported(ids[index * 3], "approved"), try Event.clicked(.random()))
            tracker.recorder.record(events.0, receivedAt: Timestamp(milliseconds: 5)) {
                box.set($0, at: index * 2)
            }
            tracker.recorder.record(events.1, receivedAt: Timestamp(milliseconds: 6)) {
                box.set($0, at: index * 2 + 1)
            }
        }
        let count = try store.attribute(sent, to: campaign.id)
        #expect(box.wait().allSatisfy { $0.isStored })
        #expect((1_100...1_400).contains(count))
        let left = try store.unattributedClicks(.first, .ascending).rows.map(\.clicks).reduce(0, +)
        #expect(Int(left) + count == 1_400)
        #expect(try ids.allSatisfy { try tracker.journey($0).campaign?.id == campaign.id })
        #expect(try tracker.journey(ids[3]).conversion?.status == .accept)
        #expect(try store.verify(limit: 10) == [])
    }

    private func clicks(
        of sent: CampaignID, _ clicks: Int64, _ first: Int64, _ last: Int64
    ) -> UnattributedClicks {
        UnattributedClicks(
            sentCampaignID: sent, clicks: clicks, firstClickAt: Timestamp(milliseconds: first),
            lastClickAt: Timestamp(milliseconds: last))
    }
}

extension RecordingStore {
    /// Records a click for each number.
    ///
    /// - Returns: Whether all are stored.
    fileprivate func click(numbers: ClosedRange<Int64>) throws -> Bool {
        let events = try numbers.map { try Event.clicked(.random(), campaign: $0) }
        return recorder.answers(to: events).allSatisfy { $0.isStored }
    }
}
