import Testing

@testable import Storage

struct EventRateTests {
    private let start = ContinuousClock.now

    /// However seldom somebody looks.
    @Test func countsTheEventsOfTheLastMinute() {
        var rate = EventRate()
        for second in 0...600 { rate.note(second * 3, at: start + .seconds(second)) }
        #expect(rate.perMinute(1_800, at: start + .seconds(600)) == 180)
        // Then there are none for a while.
        for second in 601...640 { rate.note(1_800, at: start + .seconds(second)) }
        #expect(rate.perMinute(1_800, at: start + .seconds(640)).map { (40...75).contains($0) } == true)
        for second in 641...720 { rate.note(1_800, at: start + .seconds(second)) }
        #expect(rate.perMinute(1_800, at: start + .seconds(720)) == 0)
    }

    @Test func saysNothingBeforeItHasCounted() {
        var rate = EventRate()
        #expect(rate.perMinute(5, at: start) == nil)
        rate.note(0, at: start)
        #expect(rate.perMinute(5, at: start + .seconds(4)) == nil)
        #expect(rate.perMinute(5, at: start + .seconds(10)) == 30)
    }
}
