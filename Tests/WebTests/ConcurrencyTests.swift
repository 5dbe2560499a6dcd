import HTTP
import Testing
import Tracking

struct ConcurrencyTests {
    @Test(.timeLimit(.minutes(30)))
    func everyRequestGetsItsOwnAnswer() async throws {
        let site = try TestSite()
        let answers = await withTaskGroup(of: Bool.self) { group in
            for number in UInt64(1)...500 {
                group.addTask {
                    let id = ClickID(high: 0, low: number).description
                    let response = await site.get("/api/v2/track/lead?clickId=\(id)&n=\(number)")
                    return response.text == #"{"clickId":"\#(id)"}"#
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 500)
        #expect(answers.allSatisfy { $0 })
        for number in UInt64(1)...500 {
            let journey = try site.journey(ClickID(high: 0, low: number).description)
            #expect(journey?.contains(#""leads":[{"parameters":{"n":"\#(number)"}"#) == true)
        }
    }
}
