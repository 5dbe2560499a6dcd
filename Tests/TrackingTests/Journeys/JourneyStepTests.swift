import Testing
import Tracking

/// What each kind of event does to each kind of journey.
struct JourneyStepTests {
    private let campaign: Campaign
    private let time = Timestamp(milliseconds: 50_000)

    init() throws {
        campaign = try .sample()
    }

    // MARK: Clicks

    @Test func firstClickBeginsAJourneyOfItsCampaign() throws {
        let event = try Event.clicked(#"{"a":1}"#)
        let step = JourneyStep(event, at: time, on: nil, of: campaign)
        var expected = JourneyState(clickID: .sample, createdAt: time)
        expected.campaignID = campaign.id
        expected.clickedAt = time
        expected.hasParameters = true
        expected.byteCount = 7
        #expect(step.before == nil)
        #expect(step.after == expected)
        #expect(step.row == .firstClick(try event.click))
        #expect(step.earlierPostbacks == nil)
        #expect(!step.isUnattributedClick)
        #expect(!step.after.isLead)
    }

    @Test func firstClickWithoutParametersIsMarked() throws {
        let step = JourneyStep(try .clicked(), at: time, on: nil, of: campaign)
        #expect(!step.after.hasParameters)
    }

    @Test func clickForAnUnknownCampaignIsUnattributed() throws {
        let step = JourneyStep(try .clicked(), at: time, on: nil, of: nil)
        #expect(step.isUnattributedClick)
        #expect(step.after.campaignID == nil)
        #expect(step.after.clickedAt == time)
        #expect(step.row == .firstClick(try Event.clicked().click))
    }

    @Test func clickAfterOtherEventsIsTheFirst() throws {
        let before = JourneyState.sample(leads: 1, postbacks: 1)
        let step = JourneyStep(try .clicked(), at: time, on: before, of: campaign)
        #expect(step.before == before)
        #expect(step.after.campaignID == campaign.id)
        #expect(step.after.clickedAt == time)
        #expect(step.after.createdAt == before.createdAt)
        #expect(step.after.leadCount == 1)
        #expect(step.after.postbackCount == 1)
        #expect(step.after.repeatCount == 0)
        #expect(step.row == .firstClick(try Event.clicked().click))
    }

    @Test func onlyTheLastOfEarlierPostbacksDecides() throws {
        let last = JourneyStep.StoredPostback(
            parameters: .status("hold"), createdAt: Timestamp(milliseconds: 3_000))
        let step = JourneyStep(
            try .clicked(), at: time, on: .sample(postbacks: 2), of: campaign, lastPostback: last)
        let expected = Conversion(
            status: .expect, payout: campaign.settings.cost, reportedAt: last.createdAt)
        #expect(step.after.conversions == [expected])
        #expect(step.earlierPostbacks?.last == expected)
        #expect(step.earlierPostbacks?.settings == campaign.settings)
    }

    @Test func earlierPostbacksOfAnUnknownCampaignMeanNothing() throws {
        let last = JourneyStep.StoredPostback(parameters: .status("approved"), createdAt: time)
        let step = JourneyStep(
            try .clicked(), at: time, on: .sample(postbacks: 1), of: nil, lastPostback: last)
        #expect(step.after.conversions == [])
        #expect(step.earlierPostbacks == nil)
        #expect(step.isUnattributedClick)
    }

    @Test func laterClickOnlyCounts() throws {
        let other = try Campaign.sample(43)
        let before = JourneyState.sample(campaign: 42, clickedAt: 2_000, conversion: .accept)
        let event = try Event.clicked(#"{"n":2}"#, campaign: 43)
        let step = JourneyStep(event, at: time, on: before, of: other)
        var expected = before
        expected.repeatCount = 1
        expected.byteCount += 7
        expected.lastActivityAt = time
        #expect(step.after == expected)
        #expect(step.row == .repeatedClick(try event.click))
        #expect(!step.isUnattributedClick)
    }

    /// Which campaigns there are when the first click comes decides, until it is attributed.
    @Test func laterClickLeavesAnUnattributedJourneyAsItIs() throws {
        let before = JourneyState.sample(clickedAt: 2_000, postbacks: 1)
        let last = JourneyStep.StoredPostback(parameters: .status("approved"), createdAt: time)
        let step = JourneyStep(try .clicked(), at: time, on: before, of: campaign, lastPostback: last)
        #expect(step.after.campaignID == nil)
        #expect(step.after.conversions == [])
        #expect(step.after.repeatCount == 1)
        #expect(step.earlierPostbacks == nil)
        #expect(!step.isUnattributedClick)
    }

    // MARK: Leads

    @Test(arguments: JourneyKind.allCases)
    func leadOnlyCounts(on kind: JourneyKind) {
        let before = kind.state
        let lead = Lead(clickID: .sample, parameters: Parameters(json: #"{"offer":1}"#))
        let step = JourneyStep(.lead(lead), at: time, on: before, of: nil)
        var expected = before ?? JourneyState(clickID: .sample, createdAt: time)
        expected.leadCount += 1
        expected.byteCount += 11
        expected.lastActivityAt = time
        #expect(step.after == expected)
        #expect(step.after.isLead)
        #expect(step.row == .lead(lead))
        #expect(step.earlierPostbacks == nil)
        #expect(!step.isUnattributedClick)
    }

    // MARK: Postbacks

    @Test(
        arguments: [("approved", .accept), ("hold", .expect), ("declined", .reject), ("else", .trash)]
            as [(String, LeadStatus)])
    func postbackIsMappedWithTheCampaignsSettings(word: String, status: LeadStatus) {
        let before = JourneyState.sample(campaign: 42, clickedAt: 2_000)
        let step = JourneyStep(.reported(word), at: time, on: before, of: campaign)
        let conversion = Conversion(
            status: status, payout: status.isPaid ? campaign.settings.cost : nil, reportedAt: time)
        #expect(step.after.conversions == [conversion])
        #expect(step.after.status == status)
        #expect(step.after.postbackCount == 1)
        #expect(step.row == .postback(.reported(word), conversion))
        #expect(step.earlierPostbacks == nil)
    }

    @Test func laterPostbackReplacesTheConversion() {
        let before = JourneyState.sample(campaign: 42, clickedAt: 2_000, conversion: .accept)
        let step = JourneyStep(.reported("declined"), at: time, on: before, of: campaign)
        #expect(step.after.conversions == [Conversion(status: .reject, payout: nil, reportedAt: time)])
        #expect(step.after.postbackCount == 2)
    }

    @Test(arguments: [JourneyKind.none, .withoutClick, .unattributed])
    func postbackOfNoCampaignWaits(on kind: JourneyKind) {
        let step = JourneyStep(.reported("approved"), at: time, on: kind.state, of: nil)
        #expect(step.after.conversions == [])
        #expect(step.after.status == nil)
        #expect(step.after.isLead)
        #expect(step.row == .postback(.reported("approved"), nil))
    }

    @Test func campaignWithoutMapperMakesTrash() throws {
        let campaign = try Campaign.sample(mapper: nil)
        let before = JourneyState.sample(campaign: 42, clickedAt: 2_000)
        let step = JourneyStep(.reported("approved"), at: time, on: before, of: campaign)
        #expect(step.after.conversions == [Conversion(status: .trash, payout: nil, reportedAt: time)])
    }

    // MARK: Attribution

    @Test func attributionGivesTheJourneyToACampaign() {
        let before = JourneyState.sample(clickedAt: 2_000, leads: 1, repeats: 2)
        let step = JourneyStep(attributing: before, to: campaign, lastPostback: nil)
        var expected = before
        expected.campaignID = campaign.id
        #expect(step.before == before)
        #expect(step.after == expected)
        #expect(step.row == .attribution)
        #expect(step.earlierPostbacks == nil)
        #expect(!step.isUnattributedClick)
    }

    @Test func attributionMapsTheLastPostback() {
        let last = JourneyStep.StoredPostback(
            parameters: .status("approved"), createdAt: Timestamp(milliseconds: 3_000))
        let before = JourneyState.sample(clickedAt: 2_000, postbacks: 3)
        let step = JourneyStep(attributing: before, to: campaign, lastPostback: last)
        let expected = Conversion(
            status: .accept, payout: campaign.settings.cost, reportedAt: last.createdAt)
        #expect(step.after.conversions == [expected])
        #expect(step.earlierPostbacks?.last == expected)
        #expect(step.earlierPostbacks?.settings == campaign.settings)
        #expect(step.after.lastActivityAt == before.lastActivityAt)
    }

    // MARK: Moves

    @Test func moveMapsTheLastPostbackAnew() {
        let last = JourneyStep.StoredPostback(
            parameters: .status("approved"), createdAt: Timestamp(milliseconds: 3_000))
        var before = JourneyState.sample(campaign: 7, clickedAt: 2_000, postbacks: 3)
        before.conversions = [Conversion(status: .trash, payout: nil, reportedAt: last.createdAt)]
        let step = JourneyStep(moving: before, to: campaign, lastPostback: last)
        let expected = Conversion(
            status: .accept, payout: campaign.settings.cost, reportedAt: last.createdAt)
        #expect(step.before == before)
        #expect(step.after.campaignID == campaign.id)
        #expect(step.after.conversions == [expected])
        #expect(step.row == .move)
        #expect(step.earlierPostbacks?.settings == campaign.settings)

        let back = JourneyStep(
            returning: step.after, to: before.campaignID ?? campaign.id, conversion: before.conversions.last)
        #expect(back.after == before)
        #expect(back.row == .move)
        #expect(back.earlierPostbacks == nil)
    }

    // MARK: Times and answers

    @Test(arguments: [(40_000, 50_000), (50_000, 50_000), (60_000, 60_000)] as [(Int64, Int64)])
    func latestActivityIsTheLatestTime(of milliseconds: Int64, expected: Int64) throws {
        var before = JourneyState.sample(campaign: 42, clickedAt: 2_000)
        before.lastActivityAt = Timestamp(milliseconds: 50_000)
        let time = Timestamp(milliseconds: milliseconds)
        for event in [try Event.clicked(), .left(), .reported("hold")] {
            let step = JourneyStep(event, at: time, on: before, of: campaign)
            #expect(step.after.lastActivityAt == Timestamp(milliseconds: expected))
            #expect(step.after.createdAt == before.createdAt)
        }
    }

    /// Handed over after an event that came later.
    @Test func firstClickKeepsItsOwnTime() throws {
        let step = JourneyStep(
            try .clicked(), at: Timestamp(milliseconds: 500), on: .sample(leads: 1), of: campaign)
        #expect(step.after.clickedAt == Timestamp(milliseconds: 500))
        #expect(step.after.createdAt == Timestamp(milliseconds: 1_000))
        #expect(step.after.lastActivityAt == Timestamp(milliseconds: 1_000))
    }

    @Test(
        arguments: [
            (.none, "click", 42, false, false), (.none, "lead", nil, false, true),
            (.none, "postback", nil, false, true),
            (.withoutClick, "click", 42, false, false), (.withoutClick, "lead", nil, false, true),
            (.withoutClick, "postback", nil, false, true),
            (.attributed, "click", 42, true, false), (.attributed, "lead", 42, false, false),
            (.attributed, "postback", 42, false, false),
            (.unattributed, "click", nil, true, false), (.unattributed, "lead", nil, false, false),
            (.unattributed, "postback", nil, false, false),
        ] as [(JourneyKind, String, Int64?, Bool, Bool)])
    func senderIsTold(
        kind: JourneyKind, event: String, number: Int64?, isRepeat: Bool, isEarly: Bool
    ) throws {
        let event = try Event.of(kind: event)
        let known = event.campaignID(on: kind.state) == campaign.id ? campaign : nil
        let step = JourneyStep(event, at: time, on: kind.state, of: known)
        #expect(
            step.recorded
                == Recorded(campaign: number.flatMap(CampaignID.init), isRepeat: isRepeat, isEarly: isEarly))
    }

    @Test(arguments: JourneyKind.allCases)
    func campaignThatDecidesIsTheClicksOrTheJourneys(kind: JourneyKind) throws {
        #expect(try Event.clicked(campaign: 43).campaignID(on: kind.state) == CampaignID(43))
        #expect(Event.left().campaignID(on: kind.state) == nil)
        #expect(Event.reported("hold").campaignID(on: kind.state) == kind.state?.campaignID)
    }
}
