import HTTP
import TestSupport
import Testing

/// Events in, a journey out.
struct JourneyTests {
    private let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test func documentsExamplesFormOneJourney() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let click = #"{"clickId":"\#(id)","campaignId":42,"source":"facebook","ad_name":"video-01"}"#
        #expect(await site.post("/api/v2/track/click", click).status == .created)
        #expect(await site.get("/api/v2/track/lead?clickId=\(id)&offer_id=456").status == .created)
        let postback = #"{"clickId":"\#(id)","status":"approved","payout":10,"offer_id":"456"}"#
        #expect(await site.post("/api/v2/track/postback", postback).status == .created)
        #expect(
            try site.journey(id) == """
                {"clickId":"\(id)","campaignId":42,"campaignName":"LatAm Ring Campaign",\
                "parameters":{"source":"facebook","ad_name":"video-01"},"createdAt":1700000000,"repeats":[],\
                "leads":[{"parameters":{"offer_id":"456"},"createdAt":1700000000}],\
                "postbacks":[{"parameters":{"status":"approved","payout":10,"offer_id":"456"},\
                "status":"accept","costValue":10.00,"currency":"usd","createdAt":1700000000}]}
                """)
    }

    @Test func newestEventsComeFirstAndRepeatsAreMarked() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for source in 1...3 {
            let click = #"{"clickId":"\#(id)","campaignId":\#(41 + source),"n":\#(source)}"#
            #expect(await site.post("/api/v2/track/click", click).status == .created)
        }
        for status in ["hold", "hold", "declined"] {
            let target = "/api/v2/track/postback?clickId=\(id)&status=\(status)"
            #expect(await site.get(target).status == .created)
        }
        #expect(
            try site.journey(id) == """
                {"clickId":"\(id)","campaignId":42,"campaignName":"LatAm Ring Campaign","parameters":{"n":1},\
                "createdAt":1700000000,"repeats":[{"campaignId":44,"parameters":{"n":3},"createdAt":1700000000},\
                {"campaignId":43,"parameters":{"n":2},"createdAt":1700000000}],"leads":[],"postbacks":[\
                {"parameters":{"status":"declined"},"status":"reject","costValue":null,"currency":null,\
                "createdAt":1700000000},\
                {"parameters":{"status":"hold"},"status":"expect","costValue":10.00,"currency":"usd",\
                "createdAt":1700000000,"repeat":true},\
                {"parameters":{"status":"hold"},"status":"expect","costValue":10.00,"currency":"usd",\
                "createdAt":1700000000}]}
                """)
    }

    @Test func journeyWithoutAClickHasNoCampaign() async throws {
        let site = try TestSite()
        #expect(await site.get("/api/v2/track/postback?clickId=\(id)&status=approved").status == .created)
        #expect(
            try site.journey(id) == """
                {"clickId":"\(id)","campaignId":null,"campaignName":null,"parameters":{},"createdAt":1700000000,\
                "repeats":[],"leads":[],"postbacks":[{"parameters":{"status":"approved"},"status":null,\
                "costValue":null,"currency":null,"createdAt":1700000000}]}
                """)
    }

    @Test func unknownCampaignIsShownByTheNumberSent() async throws {
        let site = try TestSite()
        #expect(
            await site.post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":7}"#).status == .created
        )
        #expect(
            try site.journey(id) == """
                {"clickId":"\(id)","campaignId":7,"campaignName":null,"parameters":{},"createdAt":1700000000,\
                "repeats":[],"leads":[],"postbacks":[]}
                """)
    }

    @Test(arguments: Path.all)
    func parametersComeBackByteForByte(path: String) async throws {
        let site = try TestSite()
        let parameters = #"""
            "a":10,"b":10.0,"c":1e2,"d":123456789012345678901234567890,"e":"\u00e9","z":[1,{"y":null}],\#
            "":"","caf\u00e9":"e\u0301","nul":"\u0000","dup":{"k":1,"k":2},"\ud800":"\udfff","/":"\/"
            """#
        let body = #"{ "clickId" : "\#(id)" , "campaignId" : 42 , \#(parameters) }"#
        #expect(await site.post(path, body).status == .created)
        // Only a click takes its campaign out of the parameters.
        let kept = path.hasSuffix("click") ? parameters : #""campaignId":42,"# + parameters
        let journey = try #require(try site.journey(id))
        let found = Array(journey.utf8).firstRange(of: Array(#""parameters":{\#(kept)}"#.utf8))
        #expect(found != nil, "\(journey)")
    }
}
