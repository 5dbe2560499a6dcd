import Storage
import TestSupport
import Testing
import Tracking

/// What comes after somebody has looked is left by what he does then.
struct HorizonTests {
    private let sent: CampaignID
    private let right: CampaignID

    init() throws {
        sent = try #require(CampaignID(7))
        right = try #require(CampaignID(42))
    }

    @Test(arguments: StoreKind.allCases)
    func laterClicksAreNotAttributed(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let (early, seen) = (ClickID.random(), ClickID.random())
        try tracker.record(.left(early), at: 500)
        try tracker.record(.clicked(seen, campaign: 7), at: 1_000)
        let horizon = try tracker.store.horizon(at: Timestamp(milliseconds: 2_000))
        // A journey that was there before its click, one that was not, and one whose click is of another clock.
        try tracker.record(.clicked(early, campaign: 7), at: 3_000)
        try tracker.record(.clicked(.random(), campaign: 7), at: 3_000)
        try tracker.record(.clicked(.random(), campaign: 7), at: 1_500)
        let preview = try tracker.store.previewAttribution(of: sent, to: right, seenFrom: horizon)
        #expect(preview.count == 1)
        #expect(try tracker.store.attribute(sent, to: right, seenFrom: horizon) == 1)
        #expect(try tracker.journey(seen).campaign?.id == right)
        #expect(try tracker.journey(early).campaign == nil)
        #expect(try tracker.store.unattributedClicks(.first, .ascending).rows.map(\.clicks) == [3])
        #expect(try tracker.store.attribute(sent, to: right, seenFrom: horizon) == 0)
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func attributionDoesWhatItsPreviewSays(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        // More than are read at once, many at the same time.
        let ids = (0..<2_500).map { _ in ClickID.random() }
        let reports = ids.indices.filter { $0 % 5 == 0 }.map { index in
            Event.reported(ids[index], index % 10 == 0 ? "approved" : "nonsense")
        }
        let answers = tracker.recorder.answers(to: try ids.map { try .clicked($0, campaign: 7) } + reports)
        #expect(answers.allSatisfy { $0.isStored })
        let horizon = try tracker.store.horizon(at: Timestamp(milliseconds: 10_000))
        let preview = try tracker.store.previewAttribution(of: sent, to: right, seenFrom: horizon)
        #expect(preview.before.leads == 0)
        #expect(preview.count == 2_500)
        #expect(preview.after.accept.leads == 250)
        #expect(try tracker.store.summary(of: right).clickCount == 0)
        #expect(try tracker.store.attribute(sent, to: right, seenFrom: horizon) == Int(preview.count))
        let day = try #require(ReportDay("1970-01-01"))
        let report = try tracker.statistics(
            StatisticsQuery(campaign: right, period: ReportPeriod(first: day, last: day)))
        #expect(report.total.figures.tally == preview.after)
        #expect(throws: StoreError.refused(.noSuchCampaign(sent))) {
            try tracker.store.previewAttribution(of: right, to: sent, seenFrom: horizon)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func laterClicksAreNotMoved(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42, 7])
        try tracker.record(.clicked(.random(), campaign: 7), at: 1_000)
        let horizon = try tracker.store.horizon(at: Timestamp(milliseconds: 2_000))
        try tracker.record(.clicked(.random(), campaign: 7), at: 3_000)
        try tracker.record(.clicked(.random(), campaign: 7), at: 1_500)
        let move = try wholeDay.seen(from: horizon)
        #expect(try tracker.store.preview(move).count == 1)
        let run = try tracker.store.beginMove(move, at: Timestamp(milliseconds: 4_000))
        #expect(try tracker.store.carryOut(move, as: run) == 1)
        #expect(try tracker.store.summary(of: sent).clickCount == 2)
    }

    // MARK: What has been moved

    @Test(arguments: StoreKind.allCases)
    func runsAreListedTheLatestFirst(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42, 7])
        let id = ClickID.random()
        try tracker.record(.clicked(id, campaign: 7, #"{"a\u0000":"x"}"#))
        let filter = ClickMove.ParameterFilter(name: "a\u{0}", text: "x")
        let move = try wholeDay(where: [filter])
        for time in [Int64(5_000), 6_000] {
            let run = try tracker.store.beginMove(move, at: Timestamp(milliseconds: time))
            _ = try tracker.store.carryOut(move, as: run)
        }
        let runs = try tracker.store.moves(.first)
        #expect(runs.total == 2)
        #expect(runs.rows.map(\.run) == [2, 1])
        #expect(runs.rows.map(\.keptCount) == [0, 1])
        let first = try #require(runs.rows.last)
        #expect((first.from.id, first.to.id) == (sent, right))
        #expect(first.to.name == "LatAm Ring Campaign")
        #expect(first.parameters == [filter])
        #expect(first.isOver && first.createdAt.milliseconds == 5_000)
        #expect((first.start, first.end) == (move.start, move.end))
        #expect(try tracker.store.move(1) == first)
        #expect(try tracker.store.move(3) == nil)
        #expect(try tracker.store.moves(of: id).map(\.run) == [1])
        #expect(try tracker.store.moves(of: .random()).isEmpty)
        _ = try tracker.store.undoMove(1)
        #expect(try tracker.store.move(1).map { [$0.keptCount, $0.returnedCount] } == [0, 1])
        #expect(try tracker.store.moves(of: id).map(\.isTakenBack) == [true])
    }

    @Test(arguments: StoreKind.allCases)
    func undoDoesWhatItsPreviewSays(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [7, 44])
        try tracker.store.addSampleCampaign(42, .sample(cost: 7, currency: "eur", mapper: nil))
        let ids = (0..<4).map { _ in ClickID.random() }
        for (index, id) in ids.enumerated() {
            try tracker.record(.clicked(id, campaign: 7, #"{"n":\#(index)}"#))
            if index > 0 { try tracker.record(.reported(id, "approved")) }
        }
        let day = try #require(ReportDay("1970-01-01"))
        let query = StatisticsQuery(campaign: sent, period: ReportPeriod(first: day, last: day))
        let before = try tracker.statistics(query).total.figures.tally
        let run = try tracker.store.beginMove(wholeDay, at: Timestamp(milliseconds: 5_000))
        #expect(try tracker.store.carryOut(wholeDay, as: run) == 4)
        #expect(try tracker.store.previewUndo(run).returning.after == before)
        // One has had a postback since, and one was moved further.
        try tracker.record(.reported(ids[1], "hold"), at: 6_000)
        let third = try #require(CampaignID(44))
        let other = try #require(
            ClickMove(
                from: right, to: third, during: ReportPeriod(first: day, last: day), in: .utc,
                parameters: [.init(name: "n", text: "2")]))
        let further = try tracker.store.beginMove(other, at: Timestamp(milliseconds: 7_000))
        #expect(try tracker.store.carryOut(other, as: further) == 1)
        let preview = try tracker.store.previewUndo(run)
        #expect((preview.returning.count, preview.movedSince) == (3, 1))
        #expect(preview.returning.before.trash.leads == 2)
        #expect(preview.returning.after.accept.leads == 1)
        #expect(try tracker.store.undoMove(run) == UndoneMove(undone: 3, movedSince: 1))
        #expect(try tracker.statistics(query).total.figures.tally == preview.returning.after)
        #expect(throws: StoreError.refused(.noSuchRun(9))) { try tracker.store.previewUndo(9) }
    }

    private var wholeDay: ClickMove { get throws { try wholeDay(where: []) } }

    private func wholeDay(where filters: [ClickMove.ParameterFilter]) throws -> ClickMove {
        let day = try #require(ReportDay("1970-01-01"))
        return try #require(
            ClickMove(
                from: sent, to: right, during: ReportPeriod(first: day, last: day), in: .utc,
                parameters: filters))
    }
}
