import HTTP
import Testing

/// However large, long or odd an event is, what it costs and what it is answered stays small.
struct EventLimitTests {
    private static let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test(arguments: [
        (members: 998, status: HTTPStatus.created), (members: 999, status: .unprocessableEntity),
    ])
    func clickHasAtMostAThousandMembers(members: Int, status: HTTPStatus) async throws {
        let extra = (0..<members).map { #""m\#($0)":1"# }.joined(separator: ",")
        let body = #"{"clickId":"\#(Self.id)","campaignId":42,\#(extra)}"#
        let response = try await TestSite().post("/api/v2/track/click", body)
        #expect(response.status == status)
        guard status == .unprocessableEntity else { return }
        #expect(response.text.contains(#""errors":{"json":{"_schema":["More than 1000 members"#))
    }

    @Test(arguments: [(pairs: 999, status: HTTPStatus.created), (pairs: 1_000, status: .unprocessableEntity)])
    func queryHasAtMostAThousandPairs(pairs: Int, status: HTTPStatus) async throws {
        let extra = (0..<pairs).map { _ in "a=1" }.joined(separator: "&")
        let response = try await TestSite().get("/api/v2/track/lead?clickId=\(Self.id)&\(extra)")
        #expect(response.status == status)
        guard status == .unprocessableEntity else { return }
        #expect(response.text.contains(#""errors":{"query":{"_schema":["More than 1000 members"#))
    }

    @Test(arguments: [
        (length: 1_024, status: HTTPStatus.created), (length: 1_025, status: .unprocessableEntity),
    ])
    func nameHasAtMostAKibibyte(length: Int, status: HTTPStatus) async throws {
        let name = String(repeating: "n", count: length)
        let response = try await TestSite().get("/api/v2/track/postback?clickId=\(Self.id)&\(name)=1")
        #expect(response.status == status)
    }

    /// What would be stored at many times its length; a little of it is nothing.
    @Test(arguments: [
        (byte: UInt8(1), count: 100_000, status: HTTPStatus.contentTooLarge),
        (byte: 0xFF, count: 100_000, status: .contentTooLarge),
        (byte: UInt8(ascii: "\\"), count: 100_000, status: .contentTooLarge),
        (byte: 1, count: 10_000, status: .created), (byte: 0xFF, count: 10_000, status: .created),
        (byte: UInt8(ascii: "a"), count: 1_000_000, status: .created),
    ])
    func formDoesNotGrowMuch(byte: UInt8, count: Int, status: HTTPStatus) async throws {
        let form = Array("clickId=\(Self.id)&a=".utf8) + [UInt8](repeating: byte, count: count)
        let response = try await TestSite().send(
            HTTPRequest(
                "POST", "/api/v2/track/lead", body: .complete(form),
                mediaType: "application/x-www-form-urlencoded"))
        #expect(response.status == status)
    }

    @Test(arguments: [
        #"{"click\#(String(repeating: "_", count: 200_000))id":1,"campaign-------id":2}"#,
        #"{"clickId":"\#(String(repeating: "x", count: 200_000))","campaignId":"\#(String(repeating: "9", count: 9_999))"}"#,
        "{" + (0..<20_000).map { #""click_id\#($0)":1"# }.joined(separator: ",") + "}",
    ])
    func answerToAWrongEventIsSmall(body: String) async throws {
        let response = try await TestSite().post("/api/v2/track/click", body)
        #expect(response.status == .unprocessableEntity)
        #expect(response.body.count < 1_000)
    }
}
