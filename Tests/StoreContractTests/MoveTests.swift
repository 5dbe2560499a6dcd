import Foundation
import Storage
import TestSupport
import Testing
import Tracking

/// Journeys that were sent to the wrong campaign: 43, in dollars, while 42 is the right one, in euro and with other
/// words.
struct MoveTests {
    private let wrong: CampaignID
    private let right: CampaignID
    private let day: ReportDay

    private static let otherWords = """
        {"parameter":"status","mapping":{"approved":"expect","nonsense":"accept"}}
        """

    init() throws {
        wrong = try #require(CampaignID(43))
        right = try #require(CampaignID(42))
        day = try #require(ReportDay("1970-01-01"))
    }

    @Test(arguments: StoreKind.allCases)
    func movedJourneysAreMappedWithTheRightSettings(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        let id = ClickID.random()
        try tracker.record(.clicked(id, campaign: 43, #"{"n":1}"#), at: 1_000)
        for (word, time) in [("nonsense", 2_000), ("hold", 3_000), ("approved", 4_000)] {
            try tracker.record(.reported(id, word), at: Int64(time))
        }
        let before = try figures(tracker, [id])
        #expect(try move(tracker) == 1)
        let expected = [
            try conversion(.accept, cost: 7, currency: "eur", at: 2_000),
            try conversion(.trash, cost: nil, at: 3_000),
            try conversion(.expect, cost: 7, currency: "eur", at: 4_000),
        ]
        let journey = try tracker.journey(id)
        #expect(journey.campaign?.id == right)
        #expect(journey.postbacks.map(\.conversion) == expected)
        #expect(try statistics(tracker, right).total.figures.tally.expect.leads == 1)
        #expect(try statistics(tracker, right).days[0].groups.map(\.figures.clicks) == [1])
        #expect(try statistics(tracker, wrong).total == Statistics.Line())
        #expect(try tracker.store.leads(LeadsQuery(campaign: right)).rows.map(\.clickID) == [id])
        #expect(try tracker.store.leads(LeadsQuery(campaign: wrong)).total == 0)
        #expect(try tracker.store.verify(limit: 10) == [])

        #expect(try tracker.store.undoMove(1) == UndoneMove(undone: 1, movedSince: 0))
        #expect(try figures(tracker, [id]) == before)
        #expect(try tracker.store.verify(limit: 10) == [])
        #expect(try tracker.store.undoMove(1) == UndoneMove(undone: 0, movedSince: 0))
    }

    @Test(arguments: StoreKind.allCases)
    func onlyClicksOfThePeriodWithTheParametersAreMoved(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        let texts = [
            #"{"source":"facebook","ad":1}"#, #"{"source":"facebook","ad":2}"#,
            #"{"source":"google","ad":1}"#, "{}",
        ]
        let kyiv = try #require(ReportZone(identifier: "Europe/Kyiv"))
        let day = try #require(ReportDay("1970-01-02"))
        var ids: [ClickID] = []
        for (index, text) in texts.enumerated() {
            for time in [kyiv.start(of: day).milliseconds - 1, kyiv.start(of: day).milliseconds] {
                let id = ClickID(high: 7, low: UInt64(index))
                ids.append(time == kyiv.start(of: day).milliseconds ? id : .random())
                try tracker.record(.clicked(ids[ids.count - 1], campaign: 43, text), at: time)
            }
        }
        let filters = [("source", "facebook"), ("ad", "1")].map {
            ClickMove.ParameterFilter(name: $0.0, text: $0.1)
        }
        let period = ReportPeriod(first: day, last: day)
        let some = try #require(
            ClickMove(from: wrong, to: right, during: period, in: kyiv, parameters: filters))
        #expect(try tracker.store.preview(some).count == 1)
        #expect(try move(tracker, some) == 1)
        #expect(try tracker.journey(ClickID(high: 7, low: 0)).campaign?.id == right)
        let all = try #require(ClickMove(from: wrong, to: right, during: period, in: kyiv))
        #expect(try move(tracker, all) == 3)
        #expect(try tracker.store.summary(of: wrong).clickCount == 4)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func moneyIsShownBeforeByStatusAndCurrency(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        for word in ["approved", "approved", "nonsense"] {
            let id = ClickID.random()
            try tracker.record(.clicked(id, campaign: 43))
            try tracker.record(.reported(id, word))
        }
        try tracker.record(.clicked(.random(), campaign: 43))
        let preview = try tracker.store.preview(try clickMove())
        #expect(preview.count == 4)
        let (usd, eur) = (try #require(Currency("usd")), try #require(Currency("eur")))
        #expect(preview.before.accept.leads == 2)
        #expect("\(preview.before.accept.payouts[usd])" == "20.00")
        #expect(preview.before.trash.leads == 1)
        #expect(preview.after.accept.leads == 1)
        #expect("\(preview.after.accept.payouts[eur])" == "7.00")
        #expect("\(preview.after.expect.payouts[eur])" == "14.00")
        #expect(preview.after.trash.leads == 0)
        #expect(try tracker.store.summary(of: wrong).clickCount == 4)
        #expect(throws: StoreError.refused(.noSuchRun(1))) { try tracker.store.undoMove(1) }

        #expect(try move(tracker) == 4)
        let tally = try statistics(tracker, right).total.figures.tally
        #expect(tally == preview.after)
    }

    /// Whatever has become of both campaigns' settings.
    @Test(arguments: StoreKind.allCases)
    func undoGivesBackWhatWasThere(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        let ids = (0..<3).map { _ in ClickID.random() }
        for (id, words) in zip(ids, [["approved", "hold"], ["nonsense"], []]) {
            try tracker.record(.clicked(id, campaign: 43, #"{"n":1}"#))
            for word in words { try tracker.record(.reported(id, word)) }
        }
        let before = try figures(tracker, ids)
        #expect(try move(tracker) == 3)
        #expect(try figures(tracker, ids) != before)
        for campaign in [wrong, right] {
            let settings = try Campaign.Settings.sample(cost: 3, currency: "uah", mapper: Self.otherWords)
            _ = try tracker.store.updateCampaign(campaign, Campaign.Change(to: settings))
        }
        #expect(try tracker.store.undoMove(1).undone == 3)
        #expect(try figures(tracker, ids) == before)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    /// A run that was taken back is not begun again: the same request is another run.
    @Test(arguments: StoreKind.allCases)
    func clicksAreMovedAgainAfterUndo(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        try tracker.record(.clicked(.random(), campaign: 43))
        #expect(try move(tracker) == 1)
        #expect(try tracker.store.undoMove(1).undone == 1)
        #expect(try move(tracker) == 1)
        #expect(try tracker.store.undoMove(1) == UndoneMove(undone: 0, movedSince: 0))
        #expect(try tracker.store.summary(of: right).clickCount == 1)
        #expect(try tracker.store.undoMove(2).undone == 1)
        #expect(try tracker.store.summary(of: wrong).clickCount == 1)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    /// It was mapped by the campaign of its moment, and decides.
    @Test(arguments: StoreKind.allCases)
    func postbackThatComesMeanwhileStaysAsItIs(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        let id = ClickID.random()
        try tracker.record(.clicked(id, campaign: 43), at: 1_000)
        try tracker.record(.reported(id, "approved"), at: 2_000)
        #expect(try move(tracker) == 1)
        #expect(try tracker.record(.reported(id, "nonsense"), at: 3_000).campaign == right)
        #expect(try tracker.store.undoMove(1).undone == 1)
        #expect(try tracker.record(.reported(id, "nonsense"), at: 4_000).campaign == wrong)
        let expected = [
            try conversion(.accept, cost: 10, at: 2_000),
            try conversion(.accept, cost: 7, currency: "eur", at: 3_000),
            try conversion(.trash, cost: nil, at: 4_000),
        ]
        #expect(try tracker.journey(id).postbacks.map(\.conversion) == expected)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func journeyThatAnotherRunHasMovedSinceIsLeft(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        try tracker.store.addSampleCampaign(44)
        let id = ClickID.random()
        try tracker.record(.clicked(id, campaign: 43))
        try tracker.record(.clicked(.random(), #"{"n":2}"#))
        try tracker.record(.reported(id, "approved"))
        let other = try #require(CampaignID(44))
        let before = try figures(tracker, [id])
        #expect(try move(tracker) == 1)
        #expect(try move(tracker, clickMove(from: right, to: other)) == 2)
        #expect(try tracker.store.undoMove(1) == UndoneMove(undone: 0, movedSince: 1))
        #expect(try tracker.journey(id).campaign?.id == other)
        #expect(try tracker.store.undoMove(2) == UndoneMove(undone: 2, movedSince: 0))
        #expect(try tracker.journey(id).campaign?.id == right)
        #expect(try tracker.store.undoMove(1) == UndoneMove(undone: 1, movedSince: 0))
        #expect(try figures(tracker, [id]) == before)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func campaignsAndRunsThatAreMissingAreRefused(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        let other = try #require(CampaignID(44))
        for move in [try clickMove(from: other, to: right), try clickMove(from: wrong, to: other)] {
            #expect(throws: StoreError.refused(.noSuchCampaign(other))) { try tracker.store.preview(move) }
            #expect(throws: StoreError.refused(.noSuchCampaign(other))) {
                try tracker.store.beginMove(move, at: Timestamp(milliseconds: 0))
            }
        }
        let period = ReportPeriod(first: day, last: day)
        #expect(ClickMove(from: right, to: right, during: period, in: .utc) == nil)
        #expect(throws: StoreError.refused(.noSuchRun(7))) { try tracker.store.undoMove(7) }
    }

    /// More than are mapped at once, some of them not yet for the campaign that they leave.
    @Test(arguments: StoreKind.allCases)
    func earlierPostbacksAreMappedAndGivenBack(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        let id = ClickID.random()
        let words = (0..<450).map { $0 % 3 == 0 ? "nonsense" : "approved" }
        for answer in tracker.recorder.answers(to: words.map { .reported(id, $0) }) { _ = try answer.get() }
        try tracker.record(.clicked(id, campaign: 43))
        #expect(try tracker.store.mapSomePostbacks())
        #expect(try move(tracker) == 1)
        #expect(
            try tracker.journey(id).postbacks.map(\.conversion?.status)
                == words.map { $0 == "nonsense" ? .accept : .expect })
        #expect(try tracker.store.undoMove(1).undone == 1)
        #expect(
            try tracker.journey(id).postbacks.map(\.conversion?.status)
                == words.map { $0 == "nonsense" ? .trash : .accept })
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    /// Another process goes on with what one has begun that stops.
    @Test(arguments: StoreKind.allCases)
    func stopEndsMovesBetweenTwoSteps(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        try tracker.record(.clicked(.random(), campaign: 43))
        try tracker.record(.clicked(.random(), campaign: 44))
        let move = try clickMove()
        let run = try tracker.store.beginMove(move, at: Timestamp(milliseconds: 0))
        tracker.store.endLongChanges()
        let stopping = StoreError.unavailable(.stopping, database: tracker.store.name)
        #expect(throws: stopping) { try tracker.store.carryOut(move, as: run) }
        #expect(throws: stopping) { try tracker.store.preview(move) }
        let sent = try #require(CampaignID(44))
        #expect(throws: stopping) { try tracker.store.attribute(sent, to: right) }
        let other = try tracker.site.open()
        #expect(try other.carryOut(move, as: run) == 1)
        #expect(throws: stopping) { try tracker.store.undoMove(run) }
        #expect(try other.undoMove(run) == UndoneMove(undone: 1, movedSince: 0))
    }

    /// With clicks in blocks that are sealed anew all the time, and another process that does the same.
    @Test(arguments: StoreKind.allCases)
    func manyAreMovedWhileEventsAndSealingGoOn(_ kind: StoreKind) throws {
        let tracker = try tracker(kind)
        let ids = (0..<1_500).map { _ in ClickID.random() }
        let clicks = try ids.enumerated().map { index, id in
            try Event.clicked(id, campaign: 43, #"{"n":\#(index % 7)}"#)
        }
        #expect(tracker.recorder.answers(to: clicks).allSatisfy { $0.isStored })
        let other = try tracker.site.open()
        let keeper = Keeper(store: other, logger: .silent, blockSize: 50)
        defer { keeper.stop() }
        try keeper.sealEverything()
        let box = AnswerBox(count: 600)
        for index in 0..<300 {
            let click = try Event.clicked(.random(), campaign: 43)
            let events = (Event.reported(ids[index * 5], "approved"), click)
            tracker.recorder.record(events.0, receivedAt: Timestamp(milliseconds: 5)) {
                box.set($0, at: index * 2)
            }
            tracker.recorder.record(events.1, receivedAt: Timestamp(milliseconds: 6)) {
                box.set($0, at: index * 2 + 1)
            }
        }
        let move = try clickMove()
        let run = try tracker.store.beginMove(move, at: Timestamp(milliseconds: 0))
        concurrently(3) { thread in
            let count = try? (thread == 0 ? tracker.store : other).carryOut(move, as: run)
            if thread < 2 { #expect(count.map { (1...1_800).contains($0) } == true) }
            if thread == 2 { try? keeper.sealEverything() }
        }
        #expect(box.wait().allSatisfy { $0.isStored })
        let moved = try tracker.store.summary(of: right).clickCount
        #expect(try moved + tracker.store.summary(of: wrong).clickCount == 1_800)
        #expect(try ids.allSatisfy { try tracker.journey($0).campaign?.id == right })
        #expect(try statistics(tracker, right).days[0].groups.reduce(0) { $0 + $1.figures.clicks } == moved)
        #expect(try tracker.store.verify(limit: 10) == [])

        #expect(try other.undoMove(run) == UndoneMove(undone: Int(moved), movedSince: 0))
        #expect(try tracker.store.summary(of: wrong).clickCount == 1_800)
        try keeper.sealEverything()
        #expect(try statistics(tracker, wrong).days[0].groups.reduce(0) { $0 + $1.figures.clicks } == 1_800)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    // MARK: What the tests are made of

    private func tracker(_ kind: StoreKind) throws -> RecordingStore {
        let tracker = try RecordingStore(kind, campaigns: [43])
        try tracker.store.addSampleCampaign(42, .sample(cost: 7, currency: "eur", mapper: Self.otherWords))
        return tracker
    }

    private func clickMove(from: CampaignID? = nil, to: CampaignID? = nil) throws -> ClickMove {
        try #require(
            ClickMove(
                from: from ?? wrong, to: to ?? right, during: ReportPeriod(first: day, last: day), in: .utc))
    }

    private func move(_ tracker: RecordingStore, _ move: ClickMove? = nil) throws -> Int {
        let move = try move ?? clickMove()
        let run = try tracker.store.beginMove(move, at: Timestamp(milliseconds: 9_000))
        return try tracker.store.carryOut(move, as: run)
    }

    private func statistics(_ tracker: RecordingStore, _ campaign: CampaignID) throws -> Statistics {
        try tracker.statistics(
            StatisticsQuery(
                campaign: campaign, period: ReportPeriod(first: day, last: day), groupParameters: ["n"]))
    }

    /// Everything that is known of journeys and of both campaigns' figures.
    private func figures(_ tracker: RecordingStore, _ ids: [ClickID]) throws -> [String] {
        let journeys = try ids.map { "\(try tracker.journey($0))" }
        let lines = try [wrong, right].map { "\(try statistics(tracker, $0).total)" }
        return journeys + lines
    }
}
