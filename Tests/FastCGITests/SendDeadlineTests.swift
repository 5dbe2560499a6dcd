import Testing

@testable import FastCGI

/// With ten seconds for each 1000 bytes, a minute for all, beginning at 5000 ms.
struct SendDeadlineTests {
    private var deadline: SendDeadline

    init() {
        var limits = Limits()
        limits.sendTimeoutSeconds = 10
        limits.sendMinimumBytes = 1000
        limits.sendTotalSeconds = 60
        deadline = SendDeadline(taken: 500, at: 5000, limits: limits)
    }

    @Test func peerHasTheTimeoutAtFirst() {
        #expect(deadline.milliseconds == 15_000)
    }

    @Test mutating func fewBytesPutNothingOff() {
        for taken in 500..<1500 { deadline.extend(taken: taken, at: 14_000) }
        #expect(deadline.milliseconds == 15_000)
    }

    @Test mutating func minimumBringsTheNextStep() {
        deadline.extend(taken: 1500, at: 14_000)
        #expect(deadline.milliseconds == 24_000)
        deadline.extend(taken: 2499, at: 20_000)
        #expect(deadline.milliseconds == 24_000)
    }

    @Test mutating func hasteEarnsNoRest() {
        deadline.extend(taken: 1_000_000, at: 6000)
        #expect(deadline.milliseconds == 16_000)
        deadline.extend(taken: 1_000_999, at: 15_000)
        #expect(deadline.milliseconds == 16_000)
    }

    @Test mutating func wholeAnswerHasItsOwnDeadline() {
        for second in 6...70 { deadline.extend(taken: second * 1000, at: Int64(second) * 1000) }
        #expect(deadline.milliseconds == 65_000)
    }

    /// While the next piece is made, the peer has nothing to take.
    @Test mutating func makingAPieceIsNotThePeersTime() {
        deadline.postpone(by: 100_000)
        #expect(deadline.milliseconds == 115_000)
        for second in 106...170 { deadline.extend(taken: second * 1000, at: Int64(second) * 1000) }
        #expect(deadline.milliseconds == 165_000)
    }
}
