import Testing

@testable import FastCGI

struct UnsentAnswerTests {
    private let ends: SocketPair
    private let budget = ByteBudget(limit: 1_000_000)

    init() throws {
        ends = try SocketPair()
    }

    private func unsent(_ count: Int) throws -> UnsentAnswer {
        let records = [UInt8](repeating: 1, count: count)
        guard let unsent = UnsentAnswer(records, from: 0, in: budget, Limits()) else {
            throw BudgetExceeded()
        }
        return unsent
    }

    private struct BudgetExceeded: Error {}

    @Test func oneTurnIsBoundedEvenWhereThereIsRoom() throws {
        ends.enlargeBuffer()
        var unsent = try unsent(300_000)
        #expect(unsent.send(to: ends.ours) == .waiting(offset: 256 * 1024))
    }

    @Test func fullSocketTakesNothing() throws {
        var unsent = try unsent(900_000)
        guard case .waiting(let offset) = unsent.send(to: ends.ours) else {
            Issue.record("not waiting")
            return
        }
        #expect(offset > 0)
        #expect(unsent.send(to: ends.ours) == .waiting(offset: offset))
    }

    @Test func peerThatIsGoneIsNoticed() throws {
        ends.closeTheirs()
        var unsent = try unsent(10)
        #expect(unsent.send(to: ends.ours) == .gone)
    }

    @Test func budgetIsGivenBackWithTheAnswer() throws {
        do {
            let unsent = try unsent(900_000)
            #expect(budget.usedBytes == 900_000)
            #expect(throws: BudgetExceeded.self) { _ = try self.unsent(100_001) }
            #expect(budget.usedBytes == 900_000)
            _ = consume unsent
        }
        #expect(budget.usedBytes == 0)
    }
}
