import Testing

@testable import FastCGI

struct CutAnswersTests {
    private let answers = CutAnswers()

    @Test func nothingIsNotReported() {
        #expect(answers.report(at: 0) == nil)
    }

    @Test func oneMinuteHasOneReport() {
        answers.count(.slowPeer)
        #expect(answers.report(at: 1000) == CutAnswers.Tally(slowPeer: 1, noRoom: 0))
        answers.count(.noRoom)
        answers.count(.noRoom)
        #expect(answers.report(at: 60_999) == nil)
        #expect(answers.report(at: 61_000) == CutAnswers.Tally(slowPeer: 0, noRoom: 2))
        #expect(answers.report(at: 200_000) == nil)
    }
}
