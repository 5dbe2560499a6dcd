import Storage
import TestSupport
import Testing
import Tracking

/// By what a campaign's expenses are distributed: chosen with the first of them, free again without any.
struct DistributionParameterTests {
    @Test(arguments: StoreKind.allCases)
    func distributionParameterIsDecidedOnce(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == nil)
        try store.setExpenses([try DayExpenses("2024-01-01", ["fb": 1])], by: "caf\u{e9}", for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "caf\u{e9}")
        for other in ["source", "cafe\u{301}", ""] {
            for distribution in [["fb": 2], [:]] as [[String: Int64]] {
                #expect(throws: StoreError.refused(.otherDistributionParameter(inForce: "caf\u{e9}"))) {
                    let days = [
                        try DayExpenses("2024-01-01", ["fb": 2]), try DayExpenses("2024-01-02", distribution),
                    ]
                    try store.setExpenses(days, by: other, for: campaign)
                }
            }
        }
        let rows = try store.expenses(ExpensesQuery(campaign: campaign)).rows
        #expect(rows.flatMap(\.distribution).map(\.amount.text) == ["1"])
        _ = try store.updateCampaign(campaign, Campaign.Change(name: "Other"))
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "caf\u{e9}")
    }

    @Test(arguments: StoreKind.allCases)
    func amountsThatAreNotDistributedDecideNothing(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let (store, campaign) = (tracker.store, try #require(CampaignID(42)))
        try tracker.record(.clicked(.random(), "{}"))
        try store.setExpenses([try DayExpenses("2024-01-01", ["null": 5])], by: nil, for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == nil)
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).rows.first?.distribution.count == 1)
        try tracker.record(.clicked(.random(), #"{"source":"fb"}"#))
        try store.setExpenses([try DayExpenses("2024-01-02", ["fb": 1])], by: "source", for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "source")
        try store.setExpenses([try DayExpenses("2024-01-03", ["null": 5])], by: nil, for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "source")
        let days = try ["2024-01-01", "2024-01-02", "2024-01-03"].map { try DayExpenses($0, [:]) }
        try store.setExpenses(days, by: nil, for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func withoutExpensesTheParameterIsFree(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let (store, campaign) = (site.store, try site.store.addSampleCampaign().id)
        try store.setExpenses([try DayExpenses("2024-01-01", [:])], by: "source", for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == nil)
        let days = [try DayExpenses("2024-01-01", ["fb": 1]), try DayExpenses("2024-01-02", ["fb": 1])]
        try store.setExpenses(days, by: "source", for: campaign)
        try store.setExpenses([try DayExpenses("2024-01-01", [:])], by: "source", for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "source")
        try store.setExpenses([try DayExpenses("2024-01-02", [:])], by: "source", for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == nil)
        try store.setExpenses([try DayExpenses("2024-01-02", ["1": 1])], by: "ad", for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "ad")
    }

    @Test(arguments: StoreKind.allCases)
    func parameterOfNoClickIsRefusedWithTheNearOnes(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let (store, campaign) = (tracker.store, try #require(CampaignID(42)))
        // Of another campaign: this one has no click yet, and may have any.
        try tracker.record(.clicked(.random(), campaign: 43, #"{"sorce":"fb"}"#))
        let (some, none) = ([try DayExpenses("2024-01-01", ["fb": 1])], [try DayExpenses("2024-01-01", [:])])
        try store.setExpenses(some, by: "sorce", for: campaign)
        try tracker.record(.clicked(.random(), #"{"source":"fb","ad":null,"Sorc_e":1}"#))
        // Already decided.
        try store.setExpenses(some, by: "sorce", for: campaign)
        try store.setExpenses(none, by: "sorce", for: campaign)
        for (other, near) in [
            ("sorce", ["Sorc_e", "source"]), ("SOURCE", ["Sorc_e", "source"]), ("set", []), ("campaign", []),
            (String(repeating: "x", count: 2_000), []),
        ] {
            #expect(throws: StoreError.refused(.noClicksParameter(near: near))) {
                try store.setExpenses(some, by: other, for: campaign)
            }
            // Nothing is chosen.
            try store.setExpenses(none, by: other, for: campaign)
        }
        #expect(try store.expenses(ExpensesQuery(campaign: campaign)).total == 0)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == nil)
        for known in ["ad", "source"] {
            try store.setExpenses(some, by: known, for: campaign)
            try store.setExpenses(none, by: known, for: campaign)
        }
    }

    /// Lists of names leave out what is rare, and whole clicks that are long.
    @Test(arguments: StoreKind.allCases)
    func parameterOfASingleClickIsTaken(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let (store, campaign) = (tracker.store, try #require(CampaignID(42)))
        let text = String(repeating: "x", count: 50_000)
        try tracker.record(.clicked(.random(), #"{"rare":1,"text":"\#(text)"}"#))
        for _ in 0..<3 {
            let names = (0..<600).map { #""name-\#($0)":1"# }.joined(separator: ",")
            try tracker.record(.clicked(.random(), "{\(names)}"))
        }
        #expect(try !store.distributionParameters(of: campaign).contains("rare"))
        try store.setExpenses([try DayExpenses("2024-01-01", ["1": 1])], by: "rare", for: campaign)
        #expect(try store.campaign(campaign)?.expensesDistributionParameter == "rare")
    }
}
