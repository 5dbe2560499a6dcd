import Storage
import TestSupport
import Testing
import Tracking

/// Texts are what they are to the last byte: no two are one, and none is cut.
struct HostileTextTests {
    private static let now = Timestamp(milliseconds: 1_000)
    /// Each begins with the first, or looks like another.
    private static let texts = [
        "bob", "bob\u{0}", "bob\u{0}x", "bob\u{0}\u{0}", "\u{0}", "\u{0}bob", "bob\u{FFFD}", "bob ",
        "caf\u{e9}",
        "cafe\u{301}", "bob\u{1B}[2J\u{9B}", "' OR 1=1 --\u{0}'",
        "bob\u{0}" + String(repeating: "x", count: 1 << 20),
    ]

    @Test(arguments: StoreKind.allCases)
    func usersAreTheirWholeNames(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        for name in Self.texts {
            #expect(try site.store.passwordHash(of: name) == nil)
            try site.store.addUser(name, passwordHash: "hash of \(name)", at: Self.now)
            #expect(throws: StoreError.refused(.userExists(name))) {
                try site.store.addUser(name, passwordHash: "", at: Self.now)
            }
        }
        for name in Self.texts {
            #expect(try site.store.passwordHash(of: name).isSame(as: "hash of \(name)"))
            #expect(try site.store.replacePasswordHash(of: name, with: "new \(name)"))
            #expect(try site.store.passwordHash(of: name).isSame(as: "new \(name)"))
        }
        #expect(try site.store.users().map(\.name).isSame(as: Self.texts.sortedByBytes))
        for (index, name) in Self.texts.enumerated() {
            #expect(try site.store.removeUser(name))
            #expect(try site.store.users().count == Self.texts.count - index - 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func tokensAreTheirWholeNamesAndHashes(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        for name in Self.texts {
            #expect(try site.store.token(hash: name) == nil)
            try site.store.addToken(name, hash: name, isReadOnly: true, at: Self.now)
        }
        for name in Self.texts { #expect(try site.store.token(hash: name)?.name.isSame(as: name) == true) }
        #expect(try site.store.tokens().map(\.name).isSame(as: Self.texts.sortedByBytes))
        for name in Self.texts { #expect(try site.store.removeToken(name)) }
        #expect(try site.store.tokens().isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func campaignsHaveTheirWholeNames(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        for name in Self.texts {
            _ = try site.store.addCampaign(.sample(name: name), id: nil, at: Self.now)
        }
        #expect(try site.store.campaigns().map(\.settings.name).isSame(as: Self.texts))
        #expect(try site.store.campaignNames().map(\.name).isSame(as: Self.texts))
        let page = try site.store.campaignPage(.first, by: .id, .ascending)
        #expect(page.rows.map(\.campaign.settings.name).isSame(as: Self.texts))
        let first = try #require(CampaignID(1))
        let changed = try site.store.updateCampaign(first, Campaign.Change(name: "x\u{0}y"))
        #expect(changed?.settings.name == "x\u{0}y")
        #expect(try site.store.campaign(first)?.settings.name == "x\u{0}y")
    }

    @Test(arguments: StoreKind.allCases)
    func expensesAreByWholeValues(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let campaign = try site.store.addSampleCampaign().id
        let day = try #require(ReportDay("2024-01-01"))
        let distribution = try Self.texts.enumerated().map { index, text in
            try DayExpenses.Expense(text, "\(index)")
        }
        try site.store.setExpenses(
            [DayExpenses(day: day, distribution: distribution)], by: "source\u{0}x", for: campaign)
        let rows = try site.store.expenses(ExpensesQuery(campaign: campaign)).rows
        let values = rows.flatMap(\.distribution)
        #expect(values.map(\.value).isSame(as: Self.texts.sortedByBytes))
        for expense in distribution {
            #expect(values.contains { $0.value.isSame(as: expense.value) && $0.amount == expense.amount })
        }
        let known = try #require(try site.store.campaign(campaign)?.expensesDistributionParameter)
        #expect(known.isSame(as: "source\u{0}x"))
        for other in ["source", "source\u{0}", "source\u{0}y"] {
            #expect(throws: StoreError.refused(.otherDistributionParameter(inForce: known))) {
                try site.store.setExpenses([], by: other, for: campaign)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func parametersAreTheirWholeNamesAndValues(_ kind: StoreKind) throws {
        let recording = try RecordingStore(kind, campaigns: [42])
        let campaign = try #require(CampaignID(42))
        for (name, value) in [("a", "x"), (#"a\u0000"#, #"x\u0000"#), (#"a\u0000b"#, #"x\u0000y"#)] {
            try recording.record(.clicked(.random(), #"{"\#(name)":"\#(value)","v":"\#(value)"}"#))
            let id = ClickID.random()
            try recording.record(.clicked(id, #"{"lead":"\#(value)"}"#))
            try recording.record(.left(id))
        }
        let names = try recording.store.distributionParameters(of: campaign)
        #expect(names.isSame(as: ["a", "a\u{0}", "a\u{0}b", "lead", "v"]))
        let values = ["x", "x\u{0}", "x\u{0}y"]
        let all = try recording.store.distributionParameterValues(of: campaign, parameter: "v")
        #expect(all.isSame(as: values))
        for (name, value) in zip(names, values) {
            let own = try recording.store.distributionParameterValues(of: campaign, parameter: name)
            #expect(own.filter { $0 != "null" }.isSame(as: [value]))
            var query = LeadsQuery(campaign: campaign)
            query.parameters = [.init(name: "lead", text: value)]
            #expect(try recording.store.leads(query).total == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func groupsAreByWholeNamesAndValues(_ kind: StoreKind) throws {
        let recording = try RecordingStore(kind, campaigns: [42])
        for (name, value) in [("a", "x"), (#"a\u0000b"#, #"x\u0000"#), (#"a\u0000b"#, #"x\u0000y"#)] {
            try recording.record(.clicked(.random(), #"{"\#(name)":"\#(value)"}"#), at: 1_000)
        }
        let day = try #require(ReportDay("1970-01-01"))
        let expenses = try [("x\u{0}", "1"), ("x\u{0}y", "2")].map(DayExpenses.Expense.init)
        let campaign = try #require(CampaignID(42))
        try recording.store.setExpenses(
            [DayExpenses(day: day, distribution: expenses)], by: "a\u{0}b", for: campaign)
        let statistics = try recording.statistics(
            StatisticsQuery(
                campaign: campaign, period: ReportPeriod(first: day, last: day), zone: .utc,
                groupParameters: ["a\u{0}b"]))
        let groups = statistics.days.flatMap(\.groups)
        #expect(groups.map(\.key.shown).isSame(as: ["null", "x\u{0}", "x\u{0}y"]))
        #expect(groups.map(\.figures.clicks) == [1, 1, 1])
        let spent = groups.map { $0.figures.money(in: statistics.currency).expenses.description }
        #expect(spent == ["0.00", "1.00", "2.00"])
    }
}

/// By bytes: Swift's own comparison would take two spellings of one letter as equal.
extension String {
    fileprivate func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension String? {
    fileprivate func isSame(as other: String) -> Bool { map { $0.isSame(as: other) } ?? false }
}

extension [String] {
    fileprivate func isSame(as others: [String]) -> Bool {
        elementsEqual(others) { $0.isSame(as: $1) }
    }

    fileprivate var sortedByBytes: [String] { sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
