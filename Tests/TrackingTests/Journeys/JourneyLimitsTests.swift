import Testing
import Tracking

struct JourneyLimitsTests {
    private let time = Timestamp(milliseconds: 90_000)

    /// How many events there are before, and whether one more of each kind is taken.
    @Test(arguments: [
        (events: Int64(8_999), lead: true, postback: true), (events: 9_000, lead: false, postback: true),
        (events: 9_999, lead: false, postback: true), (events: 10_000, lead: false, postback: false),
    ])
    func leadsAndRepeatsStopBeforePostbacks(events: Int64, lead: Bool, postback: Bool) throws {
        var journey = JourneyState.sample(campaign: 42, clickedAt: 2_000)
        journey.leadCount = events - 1
        #expect(journey.takes(.lead(Lead(clickID: .sample, parameters: .empty))) == lead)
        #expect(journey.takes(try .clicked()) == lead)
        #expect(journey.takes(.postback(Postback(clickID: .sample, parameters: .empty))) == postback)
    }

    @Test func bytesCountAsWell() throws {
        var journey = JourneyState.sample(campaign: 42, clickedAt: 2_000)
        journey.byteCount = 14 * 1024 * 1024 - 2
        #expect(journey.takes(.lead(Lead(clickID: .sample, parameters: .empty))))
        journey.byteCount += 1
        #expect(!journey.takes(.lead(Lead(clickID: .sample, parameters: .empty))))
        #expect(journey.takes(.postback(Postback(clickID: .sample, parameters: .empty))))
        journey.byteCount = 16 * 1024 * 1024 - 1
        #expect(!journey.takes(.postback(Postback(clickID: .sample, parameters: .empty))))
    }

    /// Without it nothing of the journey would count.
    @Test func firstClickIsAlwaysTaken() throws {
        var journey = JourneyState.sample(postbacks: 10_000)
        journey.byteCount = 16 * 1024 * 1024
        let step = JourneyStep(
            try .clicked(), at: time, on: journey, of: try .sample(),
            lastPostback: JourneyStep.StoredPostback(parameters: .status("approved"), createdAt: time))
        #expect(step.after.status == .accept)
        #expect(!step.recorded.isRefused)
    }

    @Test(arguments: [true, false])
    func surplusIsOnlyCounted(isEqualToLast: Bool) throws {
        var journey = JourneyState.sample(campaign: 42, clickedAt: 2_000, conversion: .accept)
        journey.postbackCount = 10_000
        let postback = Postback(clickID: .sample, parameters: .status("declined"))
        let step = JourneyStep(
            .postback(postback), at: time, on: journey, of: try .sample(), isEqualToLast: isEqualToLast)
        var expected = journey
        expected.surplusCount = 1
        #expect(step.after == expected)
        #expect(step.row == .surplus(isEqualToLast: isEqualToLast))
        #expect(step.recorded.isRefused == !isEqualToLast)
    }
}
