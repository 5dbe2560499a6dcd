import HTTP
import Storage
import TestSupport
import Testing

@testable import Web

/// Errors that no request can bring about at will.
struct ErrorResponseTests {
    private struct Unforeseen: Error {}

    @Test(arguments: [1, 2, 30])
    func unavailableRecorderNamesTheTimeToWait(seconds: Int) throws {
        let error = RecordingError.unavailable(retryAfterSeconds: seconds, reason: "disk full at /secret")
        let response = try TestSite().app.response(to: error, as: .tracking)
        #expect(response.status == .serviceUnavailable)
        #expect(response.text == #"{"code":503,"status":"Service Unavailable"}"#)
        #expect(response[.retryAfter] == String(seconds))
    }

    @Test func tooManyGroupsNameTheField() throws {
        let response = try TestSite().app.response(
            to: StoreError.refused(.tooManyGroups(limit: 200_000)), as: .api)
        #expect(response.status == .unprocessableEntity)
        let message = "More than 200000 groups. Group by another parameter, or ask for fewer days."
        #expect(response.text.contains(#""errors":{"query":{"groupParameters":["\#(message)"]}}"#))
    }

    @Test func noFreeCampaignNumberIsAConflict() throws {
        let response = try TestSite().app.response(to: StoreError.refused(.noCampaignNumberLeft), as: .api)
        #expect(response.status == .conflict)
        #expect(response.text.contains(#""message":"Every campaign number is in use.""#))
    }

    @Test func tooLongGroupsNameTheField() throws {
        let response = try TestSite().app.response(
            to: StoreError.refused(.groupsTooLong(limit: 67_108_864)), as: .api)
        #expect(response.status == .unprocessableEntity)
        let message =
            "Values of more than 67108864 bytes in all. Group by another parameter, or ask for fewer days."
        #expect(response.text.contains(#""errors":{"query":{"groupParameters":["\#(message)"]}}"#))
    }

    @Test func faultIsLoggedInFullAndAnsweredWithoutDetail() throws {
        let log = LogLines()
        let app = try TestSite(logger: log.logger).app
        for error in [RecordingError.fault("CHECK failed: x"), Unforeseen()] as [any Error] {
            let response = app.response(to: error, as: .tracking)
            #expect(response.status == .internalServerError)
            #expect(response.text == #"{"code":500,"status":"Internal Server Error"}"#)
        }
        #expect(log.lines.count == 2)
        #expect(log.lines.first?.contains("CHECK failed: x") == true)
        #expect(log.lines.last?.contains("Unforeseen") == true)
    }

    /// Which they are as often as the damaged page is needed.
    @Test func requestsThatMeetDamageShareALine() throws {
        let log = LogLines()
        let app = try TestSite(logger: log.logger).app
        let damage = StoreError.fault(.damaged(database: "/x.db"))
        for _ in 0..<100 {
            for error in [damage, RecordingError.damaged("\(damage)")] as [any Error] {
                #expect(app.response(to: error, as: .api).status == .internalServerError)
            }
            app.logCutOff(by: damage)
            let health = app.response(to: RequestError.unhealthy(reason: "\(damage)"), as: .api)
            #expect(health.status == .serviceUnavailable)
        }
        #expect(log.lines.count == 1, "\(log.lines)")
        #expect(log.lines.first?.contains("/x.db is damaged") == true)
    }

    @Test func answersToClientErrorsAreNotLogged() async throws {
        let log = LogLines()
        let site = try TestSite(logger: log.logger)
        _ = await site.get("/nowhere")
        _ = await site.post("/api/v2/track/click", "{")
        #expect(log.lines.isEmpty)
    }
}
