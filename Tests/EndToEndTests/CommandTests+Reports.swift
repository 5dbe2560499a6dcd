import TestSupport
import Testing

/// Figures, and whether they are right.
extension CommandTests {
    @Test func reportIsAnAlignedTable() throws {
        try tracker.addSampleCampaign()
        let table = try tracker.output(["report", "42", "--from", "2025-01-30", "--to", "2025-01-31"])
        let lines = table.split(separator: "\n")
        #expect(
            lines.map { $0.prefix(10).split(separator: " ").first } == [
                "DAY", "2025-01-30", "2025-01-31", "total",
            ])
        #expect(Set(lines.map(\.count)).count == 1, "\(table)")
        #expect(
            lines.last?.split(separator: " ").dropFirst() == [
                "0", "0", "0", "0", "0", "0.00", "0.00", "0.00", "0.00", "0.00",
            ])
    }

    @Test func reportWithoutAPeriodIsOfSevenDays() throws {
        try tracker.addSampleCampaign()
        #expect(try tracker.output(["report", "42"]).split(separator: "\n").count == 1 + 7 + 1)
    }

    @Test(arguments: [
        (["--from", "31.01.2025"], "31.01.2025"), (["--to", "2025-02-29"], "2025-02-29"),
        (["--from", "1969-12-31"], "1969-12-31"), (["--timezone", "Europe/Kyyiv"], "Europe/Kyyiv"),
        (["--from", "2010-01-01", "--to", "2025-01-01"], "3660"),
        (["--from", "2020-01-01", "--to", "2025-01-01", "--group-by", "source"], "1100"),
        (["--from", "2025-02-01", "--to", "2025-01-31"], "2025-02-01 is after --to 2025-01-31"),
        (["--group-by", "a,b,c,d,e"], "--group-by"),
        (["--csv", "--json"], "--csv"), (["--excel"], "--csv"),
    ])
    func wrongReportIsWrongUse(_ options: [String], _ named: String) throws {
        try tracker.addSampleCampaign()
        let outcome = try tracker.run(["report", "42"] + options)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(named), "\(outcome.errors)")
    }

    @Test(arguments: [["report", "4711"], ["attribute", "7", "--to", "4711"]])
    func campaignThatIsMissingIsNamed(_ command: [String]) throws {
        try tracker.addSampleCampaign()
        let outcome = try tracker.run(command)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("4711"), "\(outcome.errors)")
    }

    @Test func nothingToAttributeIsNoFailure() throws {
        try tracker.addSampleCampaign()
        #expect(
            try tracker.output(["attribute", "7", "--to", "42"])
                == "Attributed 0 clicks to campaign 42: no unattributed click has sent 7.\n")
        #expect(
            try tracker.output(["attribute", "7", "--to", "42", "--json"]) == #"{"attributed":0}"# + "\n")
        #expect(try tracker.run(["attribute", "0", "--to", "42"]).status == 64)
    }

    @Test func clicksOfACampaignAreNotAttributed() throws {
        try tracker.addSampleCampaign()
        try tracker.addSampleCampaign(43)
        let outcome = try tracker.run(["attribute", "43", "--to", "42"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("43 is a campaign"), "\(outcome.errors)")
        let offer = "landing-tracker campaign move-clicks 43 --to 42 --from DAY"
        #expect(outcome.errors.contains(offer), "\(outcome.errors)")
    }

    @Test func tableForASpreadsheetBeginsWithAByteOrderMark() throws {
        try tracker.addSampleCampaign()
        let table = try tracker.output(["report", "42", "--csv"])
        #expect(table.hasPrefix("date,clicks,"))
        #expect(try tracker.output(["report", "42", "--csv", "--excel"]) == "\u{FEFF}" + table)
    }

    @Test func listOfCampaignsHasFigures() throws {
        try tracker.addSampleCampaign()
        let lines = try tracker.output(["campaign", "list"]).split(separator: "\n")
        #expect(
            lines[0].split(separator: " ").map(String.init)
                == ["ID", "MODEL", "COST", "CLICKS", "LAST", "ACTIVITY", "NAME"])
        #expect(lines[1].split(separator: " ").prefix(6) == ["42", "cpa", "10.00", "USD", "0", "none"])
    }

    @Test func editWithoutAnOptionIsWrongUse() throws {
        try tracker.addSampleCampaign()
        let outcome = try tracker.run(["campaign", "edit", "42"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("Nothing to change"), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func soundDatabaseIsVerified() throws {
        try tracker.addSampleCampaign()
        #expect(try tracker.output(["db", "verify"]) == "Every counter follows from the events.\n")
        #expect(try tracker.output(["db", "verify", "--json"]) == "[]\n")
    }

    @Test func counterThatDiffersIsNamed() throws {
        try tracker.addSampleCampaign()
        let figures = "(campaign_id, clicks, leads, last_activity_at) VALUES (42, 7, 0, 0)"
        let tampering = Command(
            "/usr/bin/sqlite3", [tracker.database, "INSERT INTO campaign_counter \(figures)"])
        #expect(try tampering.run().status == 0)
        let outcome = try tracker.run(["db", "verify"])
        #expect(outcome.status == 70)
        #expect(outcome.output.contains("campaign_counter, campaign_id 42, clicks"), "\(outcome.output)")
        #expect(!outcome.errors.isEmpty)
        let document = try tracker.run(["db", "verify", "--json"])
        #expect(document.status == 70)
        #expect(document.output.contains(#""found":"7"}"#), "\(document.output)")
    }

    @Test(arguments: [
        ["report", "42"], ["user", "list"], ["token", "list"], ["db", "verify"],
        ["attribute", "7", "--to", "42"], ["campaign", "move-clicks", "--undo", "1"],
        ["campaign", "move-clicks", "43", "--to", "42", "--from", "2025-01-01", "--dry-run"],
    ])
    func databaseThatIsMissingIsNamed(_ command: [String]) throws {
        let outcome = try tracker.run(command)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(tracker.database), "\(outcome.errors)")
    }

    /// A pipeline must not take half a report for a whole one.
    @Test func resultThatCannotBeWrittenIsAFailure() throws {
        try tracker.addSampleCampaign()
        let child = try ChildProcess(
            tracker.command(["report", "42"]), output: "/dev/full", errors: folder.path("errors"))
        #expect(try child.waitForExit() == 75)
        #expect(child.logText.contains("cannot be written"), "\(child.logText)")
    }
}
