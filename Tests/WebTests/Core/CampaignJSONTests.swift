import JSON
import Storage
import TestSupport
import Testing
import Tracking
import Web

struct CampaignJSONTests {
    @Test func campaignIsShownWithItsMapperAsGiven() throws {
        let mapper =
            #"{ "parameter": "\u0073tatus", "mapping": {"10.0": "accept", "B": "trash", "a": "reject"} }"#
        let summary = CampaignSummary(
            clickCount: 1, allClickCount: 4, lastActivityAt: Timestamp(milliseconds: 1_700_000_000_999))
        #expect(
            try json(.sample(name: "Rings \"№ 1\"", mapper: mapper), summary) == #"""
                {"id":42,"name":"Rings \"№ 1\"","costModel":"cpa","costValue":10.00,"currency":"usd",\#
                "statusMapper":\#(mapper),"internalProcessUrl":null,"expensesDistributionParameter":null,"archived":false,\#
                "summary":{"clickCount":1,"clickShare":0.25,"lastActivityAt":1700000000}}
                """#)
    }

    @Test func campaignWithoutMapperAndEvents() throws {
        let summary = CampaignSummary(clickCount: 0, allClickCount: 0, lastActivityAt: nil)
        #expect(
            try json(.sample(name: "x", cost: 0, currency: "EUR", mapper: nil), summary) == """
                {"id":42,"name":"x","costModel":"cpa","costValue":0.00,"currency":"eur","statusMapper":null,\
                "internalProcessUrl":null,"expensesDistributionParameter":null,"archived":false,\
                "summary":{"clickCount":0,"clickShare":0.0,"lastActivityAt":null}}
                """)
    }

    private func json(_ settings: Campaign.Settings, _ summary: CampaignSummary) throws -> String {
        let id = try #require(CampaignID(42))
        let campaign = Campaign(id: id, createdAt: Timestamp(milliseconds: 0), settings: settings)
        return String(decoding: campaign.json(summary).serialized, as: UTF8.self)
    }
}
