import Foundation
import Synchronization
import TestSupport
import TestTraits
import Testing

/// Reports over HTTPS: the figures of what has come in through the same web server.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct ReportTests {
    private let site: Site
    private let login: Login
    private let traffic: Traffic

    init() throws {
        site = try Site()
        login = try site.tracker.addToken()
        traffic = try Traffic(site, login: login)
    }

    private var period: String { "campaignId=42&periodStart=\(traffic.day)&periodEnd=\(traffic.day)" }

    private func report(_ path: String) throws -> String {
        let answer = try site.ask("/api/v2/reports/\(path)", login: login)
        #expect(answer.status == 200, "\(answer.body)")
        return answer.body
    }

    /// 10 accepted, 10 expected, 5.50 spent.
    private static let figures = """
        {"expenses":5.50,"roi_accepted":81.81,"roi_expected":263.63,"profit_accepted":4.50,\
        "profit_expected":14.50,"clicks":4,"statuses":{"accept":{"leads":1,"payouts":10.00},\
        "expect":{"leads":1,"payouts":10.00},"reject":{"leads":1,"payouts":0.00},\
        "trash":{"leads":0,"payouts":0.00}},"cr":0.2500,"epc":2.5000,"approvalRate":0.3333,"repeats":1,\
        "unattributed":0}
        """

    @Test func statisticsOfADayAreExact() throws {
        #expect(
            try report("statistics?\(period)") == """
                {"content":{"report":{"\(traffic.day)":\(Self.figures)},"total":\(Self.figures),\
                "parameters":["source","ad"],"groupParameters":[]}}
                """)
    }

    @Test func groupsNestByTheParametersOfTheClicks() throws {
        let document = try JSONDecoder().decode(
            GroupedStatistics.self, from: Data(report("statistics?\(period)&groupParameters=ad,source").utf8))
        #expect(document.content.groupParameters == ["source", "ad"], "the one with expenses first")
        let day = try #require(document.content.report[traffic.day])
        #expect(Set(day.groups.keys) == ["facebook", "google", "null"])
        #expect(day.groups["facebook"]?.expenses == 4)
        #expect(day.groups["google"]?.expenses == 1.5)
        #expect(day.groups["facebook"]?.groups.mapValues(\.clicks) == ["1": 1, "2": 1])
        #expect(day.groups["google"]?.groups.mapValues(\.clicks) == ["null": 1])
        #expect(day.groups["null"]?.groups.mapValues(\.clicks) == ["null": 1])

        let skipping = "statistics?\(period)&groupParameters=source&skipClicksWithoutParameters=true"
        #expect(try !report(skipping).contains(#""null":{"#))
    }

    /// These two zones never have the same date.
    @Test(arguments: ["Etc/GMT+12", "Pacific/Kiritimati"])
    func clicksBelongToTheDayOfTheTimeZone(_ zone: String) throws {
        let own = try traffic.day(in: zone)
        let query =
            "campaignId=42&periodStart=\(own)&periodEnd=\(own)&timezone=\(zone.replacing("+", with: "%2B"))"
        let answer = try report("statistics?\(query)")
        #expect(answer.contains(#""report":{"\#(own)":{"#))
        #expect(answer.contains(#""clicks":4"#), "\(answer)")
    }

    @Test func leadsAreListedFilteredAndShown() throws {
        let leads = try JSONDecoder().decode(
            LeadList.self, from: Data(report("leads?campaignId=42&sortOrder=asc").utf8))
        #expect(leads.content.map(\.clickId) == Array(Traffic.ids.prefix(3)))
        #expect(leads.content.map(\.status) == ["accept", "expect", "reject"])
        #expect(leads.content.map(\.costValue) == [10, 10, nil])

        let accepted = try report("leads?campaignId=42&status=accept&parameter.source=facebook")
        #expect(accepted.contains(Traffic.ids[0]))
        #expect(accepted.contains(#""total":1}"#))
        let table = try report("leads?campaignId=42&status=reject&format=csv")
        #expect(table.hasPrefix("clickId,status,costValue,currency,createdAt\r\n\(Traffic.ids[2]),reject,,,"))

        let journey = try report("leads/\(Traffic.ids[0])")
        #expect(try journey + "\n" == site.tracker.journeyJSON(Traffic.ids[0]))
        let unknown = try site.ask("/api/v2/reports/leads/\(UUID())", login: login)
        #expect(unknown.status == 404)
        #expect(unknown.body == #"{"message":"Click does not exist"}"#)
    }

    @Test func expensesAreReplacedAndListed() throws {
        let replacement = """
            {"campaignId":42,"distributionParameter":"source",
            "dates":[{"date":"\(traffic.day)","distribution":{"google":0.005}}]}
            """
        #expect(
            try site.ask("POST", "/api/v2/reports/expenses", replacement, login: login).status == 200)
        #expect(
            try report("expenses?\(period)").hasPrefix(
                #"{"content":[{"date":"\#(traffic.day)","distribution":{"google":0.005}}],"#))
        let other = #"{"campaignId":42,"distributionParameter":"ad","dates":[]}"#
        let refusal = try site.ask("POST", "/api/v2/reports/expenses", other, login: login)
        #expect(refusal.status == 400)
        #expect(
            refusal.body
                == #"{"message":"Bad distribution parameter","expensesDistributionParameter":"source"}"#)

        let helpers = "helpers/expenses-distribution-parameter"
        #expect(
            try report("\(helpers)s?campaignId=42") == #"[{"parameter":"ad"},{"parameter":"source"}]"#)
        #expect(
            try report("\(helpers)-values?campaignId=42&parameter=source")
                == #"[{"value":"facebook"},{"value":"google"}]"#)
    }

    /// By the API and by the command line, which finds out what the other has done.
    @Test func unattributedClicksAreGivenToACampaign() throws {
        let client = site.client()
        for number in [777, 778] {
            let clickID = "00000000-0000-4000-8000-000000000\(number)"
            let click = #"{"clickId":"\#(clickID)","campaignId":\#(number)}"#
            #expect(try client.post("/api/v2/track/click", click).status == 201)
            let postback = "/api/v2/track/postback?clickId=\(clickID)&status=approved"
            #expect(try client.get(postback).status == 201)
        }
        let list = try report("unattributed")
        #expect(list.contains(#""content":[{"sentCampaignId":777,"clicks":1,"#), "\(list)")
        #expect(list.contains(#""total":2}"#))

        let path = "/api/v2/core/campaigns/42/attribute"
        let answer = try site.ask("POST", path, #"{"sentCampaignId":777}"#, login: login)
        #expect(answer.status == 200)
        #expect(answer.body == #"{"attributed":1}"#)
        #expect(
            try site.tracker.output(["attribute", "778", "--to", "42"])
                == "Attributed 1 click to campaign 42.\n")
        #expect(try report("unattributed").contains(#""content":[]"#))
        #expect(
            try report("statistics?\(period)").contains(
                #""clicks":6,"statuses":{"accept":{"leads":3,"payouts":30.00}"#))
        #expect(try site.tracker.run(["db", "verify"]).status == 0)
    }

    /// By the API; given back by the command line, beside the responder.
    @Test func clicksAreMovedToAnotherCampaign() throws {
        try site.tracker.addSampleCampaign(43)
        let before = try report("statistics?\(period)")
        let path = "/api/v2/core/campaigns/43/move-clicks"
        let filter = #""parameters":{"source":"facebook"}"#
        let body = #"{"fromCampaignId":42,"periodStart":"\#(traffic.day)",\#(filter)}"#
        let answer = try site.ask("POST", path, body, login: login)
        #expect(answer.status == 200)
        #expect(answer.body == #"{"moved":2,"run":1}"#)
        let moved = period.replacing("campaignId=42", with: "campaignId=43")
        #expect(try report("statistics?\(moved)").contains(#""clicks":2,"#))
        #expect(try report("statistics?\(period)").contains(#""clicks":2,"#))
        #expect(
            try site.tracker.output(["campaign", "move-clicks", "--undo", "1"]) == "Gave back 2 clicks.\n")
        #expect(try report("statistics?\(period)") == before)
        let undo = "/api/v2/core/campaigns/moves/1/undo"
        let repeated = try site.ask("POST", undo, "", login: login)
        #expect(repeated.body == #"{"undone":0,"movedSince":0}"#)
        #expect(try site.tracker.run(["db", "verify"]).status == 0)
    }

    /// The command reads the database beside the responder and comes to the same bytes.
    @Test func commandPrintsWhatTheAPIAnswers() throws {
        for zone in ["UTC", "Asia/Kathmandu"] {
            for groups in ["", "source", "ad,source", " source , ad,source", "none"] {
                let day = try traffic.day(in: zone)
                let query = """
                    statistics?campaignId=42&periodStart=\(day)&periodEnd=\(day)&timezone=\(zone)\
                    &groupParameters=\(groups.replacing(" ", with: "%20"))
                    """
                let command = [
                    "report", "42", "--from", day, "--to", day, "--timezone", zone, "--group-by", groups,
                ]
                #expect(try site.tracker.output(command + ["--json"]) == report(query) + "\n")
                #expect(try site.tracker.output(command + ["--csv"]) == report(query + "&format=csv"))
            }
        }
    }

    /// In a table it would be lines of zeros.
    @Test func groupsOfOtherDaysAreInDocumentsAndNotInTables() throws {
        let noon = try Date("\(traffic.day)T12:00:00Z", strategy: .iso8601)
        let before = noon.addingTimeInterval(-86_400).formatted(.iso8601.year().month().day())
        let command = ["report", "42", "--from", before, "--to", traffic.day, "--group-by", "source"]
        let path =
            "statistics?campaignId=42&periodStart=\(before)&periodEnd=\(traffic.day)&groupParameters=source"
        for (flags, query, count) in [([], "", 2), (["--sparse"], "&sparse=true", 1)] {
            let json = try site.tracker.output(command + ["--json"] + flags)
            #expect(try json == report(path + query) + "\n")
            #expect(json.components(separatedBy: #""facebook":{"#).count == 1 + count)
            let csv = try site.tracker.output(command + ["--csv"] + flags)
            #expect(try csv == report(path + query + "&format=csv"))
            #expect(csv.components(separatedBy: ",facebook,").count == 1 + count)
        }
        #expect(try site.tracker.output(command).components(separatedBy: "\n  facebook  ").count == 2)
    }

    @Test func tableShowsTheFiguresOfGroups() throws {
        let table = try site.tracker.output([
            "report", "42", "--from", traffic.day, "--to", traffic.day, "--group-by", "source",
        ])
        let rows = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let figures = ["4", "1", "1", "1", "0", "10.00", "20.00", "5.50", "4.50", "81.81"]
        #expect(rows.dropFirst().first == [traffic.day] + figures, "\(table)")
        #expect(rows.last == ["total"] + figures, "\(table)")
        #expect(Set(rows.dropFirst(2).dropLast().map(\.first)) == ["facebook", "google", "null"], "\(table)")
        #expect(table.contains("\n  facebook  "), "a group is indented")
    }

    /// Reporters have threads of their own, and readers do not stop the recorder.
    @Test func eventsAreStoredWhileReportsRun() throws {
        let load = Load(site, clients: 8, events: 3_000)
        load.start()
        let statuses = Mutex<[Int?]>([])
        let isLoaded = Atomic<Bool>(false)
        let (site, login) = (site, login)
        let path = "/api/v2/reports/statistics?\(period)&groupParameters=source,ad_name"
        let reader = Thread {
            let client = site.client()
            // The web server lets a burst of 500 through.
            for number in 1...400 where number == 1 || !isLoaded.load(ordering: .relaxed) {
                let answer = try? client.send("GET", path, headers: [login.header])
                statuses.withLock { $0.append(answer?.status) }
            }
        }
        reader.start()
        load.wait()
        isLoaded.store(true, ordering: .relaxed)
        try waitUntil("the last report is there") { reader.isFinished }
        #expect(Set(statuses.withLock { $0 }) == [200])
        #expect(load.counts == [201: 3_000])
        #expect(try site.tracker.run(["db", "verify"]).status == 0)
    }
}
