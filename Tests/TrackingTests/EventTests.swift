import JSON
import Testing
import Tracking

struct EventTests {
    @Test func documentsClickIsRead() throws {
        let click = try Click(
            EventFields(
                body: """
                    {
                    "clickId": "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1",
                    "campaignId": 42,
                    "source": "facebook",
                    "campaign_name": "LatAm Ring Campaign"
                    }
                    """))
        #expect(click.clickID == .sample)
        #expect(click.campaignID.number == 42)
        #expect(click.parameters.json == #"{"source":"facebook","campaign_name":"LatAm Ring Campaign"}"#)
    }

    @Test func parametersComeBackByteForByte() throws {
        let extra =
            #""a":10,"b":10.0,"c":1e2,"d":123456789012345678901234567890,"e":"\u00e9","z":[1,{"y":null}],"":"","n":"\u0000""#
        let body = #"{"clickId":"8f1b5c6e7a3d4d20a7f112a2b8f7a9c1",\#(extra),"campaignId":1}"#
        #expect(try Click(EventFields(body: body)).parameters == Parameters(json: "{\(extra)}"))
        #expect(
            try Postback(EventFields(body: body)).parameters
                == Parameters(json: "{\(extra),\"campaignId\":1}"))
        #expect(
            try Lead(EventFields(body: body)).parameters == Parameters(json: "{\(extra),\"campaignId\":1}"))
    }

    @Test func eventWithoutExtrasHasEmptyParameters() throws {
        let fields = EventFields(["clickId": ClickID.sample.description])
        #expect(try Lead(fields).parameters == .empty)
        #expect(Parameters.empty.json == "{}")
    }

    @Test func escapedNameIsTheName() throws {
        let lead = try Lead(EventFields(body: #"{"\u0063lickId":"\#(ClickID.sample)","a":1}"#))
        #expect(lead.clickID == .sample)
        #expect(lead.parameters.json == #"{"a":1}"#)
    }

    @Test func lastOfTheSameKeyCountsInJSON() throws {
        let lead = try Lead(EventFields(body: #"{"clickId":"x","a":1,"clickId":"\#(ClickID.sample)","a":2}"#))
        #expect(lead.clickID == .sample)
        #expect(lead.parameters.json == #"{"a":2}"#)
    }

    @Test(arguments: [
        (
            #"{}"#,
            ["clickId: Missing data for required field.", "campaignId: Missing data for required field."]
        ),
        (
            #"{"clickId":null,"campaignId":null}"#,
            ["clickId: Field may not be null.", "campaignId: Field may not be null."]
        ),
        (
            #"{"campaignId":1.5,"clickId":7}"#,
            ["clickId: Not a valid UUID.", "campaignId: Not a valid integer."]
        ),
        (
            #"{"campaignId":1e99,"clickId":""}"#,
            ["clickId: Not a valid UUID.", "campaignId: Number too large."]
        ),
        (#"{"campaignId":1}"#, ["clickId: Missing data for required field."]),
        (#"{"clickId":"\#(ClickID.sample)"}"#, ["campaignId: Missing data for required field."]),
        (
            #"{"clickId":["\#(ClickID.sample)"],"campaignId":[1]}"#,
            ["clickId: Not a valid UUID.", "campaignId: Not a valid integer."]
        ),
    ])
    func everyWrongFieldOfAClickIsNamed(body: String, expected: [String]) throws {
        let fields = try EventFields(body: body)
        #expect(lines(of: fields, as: Click.init) == expected)
    }

    @Test func leadAndPostbackNeedOnlyTheClickID() throws {
        let fields = try EventFields(body: #"{"campaignId":"any"}"#)
        let expected = ["clickId: Missing data for required field."]
        #expect(lines(of: fields, as: Lead.init) == expected)
        #expect(lines(of: fields, as: Postback.init) == expected)
    }

    @Test(arguments: [
        "click_id", "clickid", "ClickId", "clickID", "CLICK_ID", "Click-ID", "click id", "click-id",
        "_clickId", "CLICKID",
    ])
    func nearMissOfClickIDIsNamed(name: String) throws {
        let fields = try EventFields(body: #"{"a":1,"\#(name)":"\#(ClickID.sample)"}"#)
        let message = "Missing data for required field. Did you mean clickId instead of \(name)?"
        #expect(lines(of: fields, as: Lead.init) == ["clickId: \(message)"])
    }

    @Test(arguments: ["campaign_id", "campaignid", "CampaignID", "campaign-id", "Campaign Id"])
    func nearMissOfCampaignIDIsNamed(name: String) throws {
        let fields = try EventFields(body: #"{"clickId":"\#(ClickID.sample)","\#(name)":42}"#)
        let message = "Missing data for required field. Did you mean campaignId instead of \(name)?"
        #expect(lines(of: fields, as: Click.init) == ["campaignId: \(message)"])
    }

    @Test(arguments: [
        "click", "id", "clickIds", "click.id", "сlickId", "cl\u{131}ckid", "clic\u{212a}id", "clickId\u{0}",
    ])
    func otherNamesAreNoNearMiss(name: String) throws {
        let fields = EventFields([name: "1"])
        #expect(
            lines(of: fields, as: Lead.init) == [
                "clickId: Missing data for required field."
            ])
    }

    @Test func nearMissBesideTheRightNameIsAnExtra() throws {
        let lead = try Lead(EventFields(body: #"{"click_id":1,"clickId":"\#(ClickID.sample)"}"#))
        #expect(lead.parameters.json == #"{"click_id":1}"#)
    }
}
