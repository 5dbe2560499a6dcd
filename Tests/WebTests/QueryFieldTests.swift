import HTTP
import TestSupport
import Testing
import Tracking

/// What is said about wrong fields of a query.
struct QueryFieldTests {
    private static let lists = [
        "/api/v2/core/campaigns?", "/api/v2/reports/leads?campaignId=42&",
        "/api/v2/reports/expenses?campaignId=42&",
        "/api/v2/reports/unattributed?",
    ]
    private static let pageRange = "Must be greater than or equal to 1 and less than or equal to 1000000000."
    private static let sizeRange = "Must be greater than or equal to 1 and less than or equal to 1000."

    @Test(arguments: [
        ("page=0", "page", pageRange), ("page=-1", "page", pageRange), ("page=1000000001", "page", pageRange),
        ("page=99999999999999999999999", "page", pageRange), ("page=x", "page", "Not a valid integer."),
        ("page=", "page", "Not a valid integer."), ("page", "page", "Not a valid integer."),
        ("page=1.5", "page", "Not a valid integer."), ("page=%2B1", "page", "Not a valid integer."),
        ("page=1e1", "page", "Not a valid integer."), ("page=%D9%A4", "page", "Not a valid integer."),
        ("page=1;DROP", "page", "Not a valid integer."), ("page=--1", "page", "Not a valid integer."),
        ("pageSize=x&pageSize=20", "pageSize", "Not a valid integer."),
        ("sortOrder=ASC", "sortOrder", "Must be one of: asc, desc."),
        ("sortOrder=", "sortOrder", "Must be one of: asc, desc."),
    ])
    func wrongPageIsNamed(query: String, name: String, message: String) async throws {
        let site = try TestSite()
        for list in Self.lists {
            let response = await site.ask("GET", list + query)
            #expect(response.status == .unprocessableEntity)
            #expect(response.text == Self.answer(#"{"\#(name)":["\#(message)"]}"#), "\(list)")
        }
    }

    @Test(arguments: lists)
    func pageHasAMostEntries(list: String) async throws {
        let site = try TestSite()
        let isOfExpenses = list.contains("expenses")
        let maximum = isOfExpenses ? 3_660 : 1_000
        let range = isOfExpenses ? Self.sizeRange.replacing("1000", with: "3660") : Self.sizeRange
        for size in [0, -1, maximum + 1] {
            let response = await site.ask("GET", list + "pageSize=\(size)")
            #expect(response.status == .unprocessableEntity)
            #expect(response.text == Self.answer(#"{"pageSize":["\#(range)"]}"#), "\(list)")
        }
        try site.store.addSampleCampaign()
        let response = await site.ask("GET", list + "pageSize=\(maximum)")
        #expect(response.status == .ok)
        #expect(response.text.contains(#""pageSize":\#(maximum),"#))
    }

    @Test(arguments: [
        "true", "True", "TRUE", "t", "yes", "Y", "on", "ON", "1", "false", "F", "no", "N", "Off", "0",
    ])
    func boolIsReadInEachOfItsSpellings(word: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let query = "campaignId=42&periodStart=2025-01-01&periodEnd=2025-01-01"
        let response = await site.ask(
            "GET", "/api/v2/reports/statistics?\(query)&skipClicksWithoutParameters=\(word)")
        #expect(response.status == .ok, "\(response.text)")
    }

    @Test(arguments: [("", 3_660), ("&groupParameters=a", 1_100), ("&groupParameters=,", 3_660)])
    func periodHasAMostDays(grouping: String, maximum: Int) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let first = try #require(ReportDay("2010-01-01"))
        for (count, status) in [(maximum, HTTPStatus.ok), (maximum + 1, .unprocessableEntity)] {
            let last = try #require(ReportDay(number: first.number + count - 1))
            let query = "campaignId=42&periodStart=\(first)&periodEnd=\(last)\(grouping)"
            let response = await site.ask("GET", "/api/v2/reports/statistics?" + query)
            #expect(response.status == status)
            let message = "The period may not be longer than \(maximum) days."
            #expect(response.text.contains(message) == (status != .ok))
        }
    }

    @Test(arguments: [
        ("/api/v2/core/campaigns?", "id, createdAt, clickCount, clickShare, lastActivityAt"),
        ("/api/v2/reports/leads?campaignId=42&", "id, createdAt"),
        ("/api/v2/reports/expenses?campaignId=42&", "id, date"),
    ])
    func otherSortKeysAreRefused(list: String, keys: String) async throws {
        let site = try TestSite()
        for key in ["name", "ID", "id;DROP", "", "%00", "created_at"] {
            let response = await site.ask("GET", list + "sortBy=\(key)")
            #expect(response.status == .unprocessableEntity)
            #expect(response.text == Self.answer(#"{"sortBy":["Must be one of: \#(keys)."]}"#))
        }
    }

    @Test(arguments: [
        "/api/v2/reports/statistics?periodStart=2025-01-01&", "/api/v2/reports/leads?",
        "/api/v2/reports/expenses?",
        "/api/v2/reports/helpers/expenses-distribution-parameters?",
        "/api/v2/reports/helpers/expenses-distribution-parameter-values?parameter=a&",
    ])
    func campaignMustBeThere(target: String) async throws {
        let site = try TestSite()
        for (query, message) in [
            ("", "Missing data for required field."), ("campaignId=", "Not a valid integer."),
            ("campaignId=0", "Not a valid integer."), ("campaignId=x", "Not a valid integer."),
            ("campaignId=1.5", "Not a valid integer."), ("campaignId=9007199254740992", "Number too large."),
        ] {
            let response = await site.ask("GET", target + query)
            #expect(response.status == .unprocessableEntity)
            #expect(response.text == Self.answer(#"{"campaignId":["\#(message)"]}"#), "\(target)\(query)")
        }
    }

    @Test(arguments: [
        (
            "",
            #"{"campaignId":["Missing data for required field."],"periodStart":["Missing data for required field."]}"#
        ),
        ("campaignId=1&periodStart=2025-02-30", #"{"periodStart":["Not a valid date."]}"#),
        ("campaignId=1&periodStart=2025-1-1", #"{"periodStart":["Not a valid date."]}"#),
        ("campaignId=1&periodStart=1969-12-31", #"{"periodStart":["Not a valid date."]}"#),
        ("campaignId=1&periodStart=20250101", #"{"periodStart":["Not a valid date."]}"#),
        ("campaignId=1&periodStart=", #"{"periodStart":["Not a valid date."]}"#),
        ("campaignId=1&periodStart=1735689600", #"{"periodStart":["Not a valid date."]}"#),
        (
            "campaignId=1&periodStart=1970-01-01&periodEnd=9999-12-31",
            #"{"periodEnd":["The period may not be longer than 3660 days."]}"#
        ),
        ("campaignId=1&periodStart=2025-01-01&periodEnd=x", #"{"periodEnd":["Not a valid date."]}"#),
        ("campaignId=1&periodStart=2025-01-01&timezone=Mars", #"{"timezone":["Not a valid time zone."]}"#),
        ("campaignId=1&periodStart=2025-01-01&timezone=", #"{"timezone":["Not a valid time zone."]}"#),
        ("campaignId=1&periodStart=2025-01-01&timezone=GMT%2B3", #"{"timezone":["Not a valid time zone."]}"#),
        (
            "campaignId=1&periodStart=2025-01-01&timezone=..%2FUTC",
            #"{"timezone":["Not a valid time zone."]}"#
        ),
        (
            "campaignId=1&periodStart=2025-01-01&periodEnd=2025-01-01&groupParameters=a,b,c,d,e",
            #"{"groupParameters":["Longer than maximum length 4."]}"#
        ),
        (
            "campaignId=1&periodStart=2025-01-01&periodEnd=2025-01-01&skipClicksWithoutParameters=maybe",
            #"{"skipClicksWithoutParameters":["Not a valid boolean."]}"#
        ),
        (
            "campaignId=1&periodStart=2025-01-01&periodEnd=2025-01-01&format=xml",
            #"{"format":["Must be one of: json, csv."]}"#
        ),
        (
            "campaignId=x&periodStart=y&periodEnd=z&timezone=w&skipClicksWithoutParameters=v&format=u",
            #"""
            {"format":["Must be one of: json, csv."],"campaignId":["Not a valid integer."],\#
            "timezone":["Not a valid time zone."],"periodStart":["Not a valid date."],\#
            "periodEnd":["Not a valid date."],"skipClicksWithoutParameters":["Not a valid boolean."]}
            """#
        ),
    ])
    func wrongStatisticsFieldsAreAllNamed(query: String, errors: String) async throws {
        let response = try await TestSite().ask("GET", "/api/v2/reports/statistics?" + query)
        #expect(response.status == .unprocessableEntity)
        #expect(response.text == Self.answer(errors))
    }

    @Test(arguments: [
        ("status=bad", #"{"status":["Must be one of: accept, expect, reject, trash, none."]}"#),
        (
            "periodStart=x&periodEnd=y",
            #"{"periodStart":["Not a valid date."],"periodEnd":["Not a valid date."]}"#
        ),
        ("timezone=Mars", #"{"timezone":["Not a valid time zone."]}"#),
        ("format=pdf&page=0", #"{"format":["Must be one of: json, csv."],"page":["\#(pageRange)"]}"#),
    ])
    func wrongLeadFiltersAreNamed(query: String, errors: String) async throws {
        let response = try await TestSite().ask("GET", "/api/v2/reports/leads?campaignId=1&" + query)
        #expect(response.status == .unprocessableEntity)
        #expect(response.text == Self.answer(errors))
    }

    @Test func parameterMustBeNamed() async throws {
        let response = try await TestSite().ask(
            "GET", "/api/v2/reports/helpers/expenses-distribution-parameter-values?campaignId=1")
        #expect(response.text == Self.answer(#"{"parameter":["Missing data for required field."]}"#))
    }

    private static func answer(_ errors: String) -> String {
        #"{"code":422,"status":"Unprocessable Entity","errors":{"query":\#(errors)}}"#
    }
}
