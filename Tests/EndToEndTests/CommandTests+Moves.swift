import TestSupport
import Testing

/// Clicks that were sent to the wrong campaign.
extension CommandTests {
    private static let longName = String(repeating: "x", count: 1_025)
    private static let manyParameters = (0...100).flatMap { ["--parameter", "n\($0)=1"] }

    private func moving(_ options: [String]) -> [String] {
        ["campaign", "move-clicks", "43", "--to", "42", "--from", "1970-01-01"] + options
    }

    @Test func clicksAreMovedAndGivenBack() throws {
        try tracker.addSampleCampaign()
        try tracker.addSampleCampaign(43)
        let preview = try tracker.output(moving(["--dry-run"]))
        #expect(preview.hasPrefix("Would move 0 clicks from campaign 43 to 42. Nothing was changed.\n"))
        #expect(preview.contains("STATUS  NOW  PAYOUTS  THEN  PAYOUTS\naccept  0    -        0     -\n"))
        #expect(
            try tracker.output(moving(["--parameter", "source=a=b"]))
                == "Run 1: --undo 1 takes it back.\nMoved 0 clicks from campaign 43 to 42.\n")
        #expect(try tracker.output(moving(["--json"])) == #"{"moved":0,"run":2}"# + "\n")
        let undo = ["campaign", "move-clicks", "--undo", "1"]
        #expect(try tracker.output(undo) == "Gave back 0 clicks.\n")
        #expect(try tracker.output(undo + ["--json"]) == #"{"undone":0,"movedSince":0}"# + "\n")
    }

    @Test(arguments: [
        (["43", "--to", "43", "--from", "2025-01-01"], "are its own already"),
        (["44", "--to", "42", "--from", "2025-01-01"], "no campaign 44"),
        (["43", "--to", "44", "--from", "2025-01-01"], "no campaign 44"),
        (["43", "--to", "42"], "--from"), (["--to", "42", "--from", "2025-01-01"], "--undo"),
        (["43", "--to", "42", "--from", "yesterday"], "yesterday is no day"),
        (["43", "--to", "42", "--from", "2025-01-02", "--to-day", "2025-01-01"], "after --to-day"),
        (["43", "--to", "42", "--from", "2025-01-01", "--timezone", "Kyiv"], "no IANA time zone"),
        (["43", "--to", "42", "--from", "2025-01-01", "--parameter", "source"], "name=text"),
        (
            ["43", "--to", "42", "--from", "2025-01-01", "--parameter", "\(longName)=1"],
            "longer than 1024 bytes"
        ),
        (["43", "--to", "42", "--from", "2025-01-01"] + manyParameters, "maximum length 100"),
        (["--undo", "7"], "number 7"), (["--undo", "7", "--dry-run"], "nothing else"),
    ])
    func wrongMoveIsWrongUse(_ options: [String], _ named: String) throws {
        try tracker.addSampleCampaign()
        try tracker.addSampleCampaign(43)
        let outcome = try tracker.run(["campaign", "move-clicks"] + options)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(named), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }
}
