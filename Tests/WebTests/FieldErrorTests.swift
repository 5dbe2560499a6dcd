import HTTP
import Testing

/// What is said about wrong fields.
struct FieldErrorTests {
    private static let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test(arguments: [
        ("{}", #"{"clickId":["\#(missing)"],"campaignId":["\#(missing)"]}"#),
        (#"{"clickId":null,"campaignId":null}"#, #"{"clickId":["\#(null)"],"campaignId":["\#(null)"]}"#),
        (#"{"clickId":"x","campaignId":42}"#, #"{"clickId":["\#(notUUID)"]}"#),
        (#"{"clickId":7,"campaignId":"x"}"#, #"{"clickId":["\#(notUUID)"],"campaignId":["\#(notInteger)"]}"#),
        (#"{"clickId":"\#(id)","campaignId":1.5}"#, #"{"campaignId":["\#(notInteger)"]}"#),
        (#"{"clickId":"\#(id)","campaignId":0}"#, #"{"campaignId":["\#(notInteger)"]}"#),
        (#"{"clickId":"\#(id)","campaignId":true}"#, #"{"campaignId":["\#(notInteger)"]}"#),
        (#"{"clickId":"\#(id)","campaignId":9007199254740992}"#, #"{"campaignId":["\#(tooLarge)"]}"#),
        (#"{"clickId":"\#(id)","campaignId":1e999999999}"#, #"{"campaignId":["\#(tooLarge)"]}"#),
        (
            #"{"click_id":"\#(id)","campaign_id":42}"#,
            #"""
            {"clickId":["\#(missing) Did you mean clickId instead of click_id?"],\#
            "campaignId":["\#(missing) Did you mean campaignId instead of campaign_id?"]}
            """#
        ),
        (
            #"{"clickid":"\#(id)","campaignId":42}"#,
            #"{"clickId":["\#(missing) Did you mean clickId instead of clickid?"]}"#
        ),
    ])
    func wrongFieldsOfAClickAreAllNamed(body: String, errors: String) async throws {
        let site = try TestSite()
        let response = await site.post("/api/v2/track/click", body)
        #expect(response.status == .unprocessableEntity)
        #expect(response.text == Self.answer("json", errors))
        #expect(try site.journey(Self.id) == nil)
    }

    @Test(arguments: [
        ("", missing), ("clickId=", notUUID), ("clickId", notUUID), ("clickId=x", notUUID),
        ("a=1&click_id=\(id)", "\(missing) Did you mean clickId instead of click_id?"),
        ("clickId=\(id)&clickId=00000000-0000-0000-0000-000000000001", notUUID),
        ("clickId=%FF", notUUID), ("clickId=\(id)0", notUUID),
        ("clickId=0x8f1b5c6e7a3d4d20a7f112a2b8f7a9", notUUID),
    ])
    func wrongFieldsOfAQueryAndOfAForm(text: String, message: String) async throws {
        let site = try TestSite()
        let errors = #"{"clickId":["\#(message)"]}"#
        for path in Path.withoutClick {
            let fromQuery = await site.get("\(path)?\(text)")
            #expect(fromQuery.status == .unprocessableEntity)
            #expect(fromQuery.text == Self.answer("query", errors))
            let fromForm = await site.post(path, text, mediaType: "application/x-www-form-urlencoded")
            #expect(fromForm.status == .unprocessableEntity)
            #expect(fromForm.text == Self.answer("json", errors))
        }
        #expect(try site.journey(Self.id) == nil)
    }

    @Test(arguments: ["42", "42.0", "4.2e1", #""42""#, #"" 42 ""#, "9007199254740991"])
    func acceptedCampaignIds(campaignID: String) async throws {
        let site = try TestSite()
        let body = #"{"clickId":"\#(Self.id)","campaignId":\#(campaignID)}"#
        #expect(await site.post("/api/v2/track/click", body).status == .created)
        let number = campaignID.hasPrefix("9") ? campaignID : "42"
        #expect(try site.journey(Self.id)?.contains(#""campaignId":\#(number),"#) == true)
    }

    @Test func sameClickIdTwiceInAQueryIsOne() async throws {
        let site = try TestSite()
        let response = await site.get(
            "/api/v2/track/lead?clickId=\(Self.id)&clickId=%7B\(Self.id.uppercased())%7D")
        #expect(response.status == .created)
    }

    private static let missing = "Missing data for required field."
    private static let null = "Field may not be null."
    private static let notUUID = "Not a valid UUID."
    private static let notInteger = "Not a valid integer."
    private static let tooLarge = "Number too large."

    private static func answer(_ source: String, _ errors: String) -> String {
        #"{"code":422,"status":"Unprocessable Entity","errors":{"\#(source)":\#(errors)}}"#
    }
}
