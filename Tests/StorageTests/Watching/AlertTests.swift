import Testing
import Tracking

@testable import Storage

/// What is told follows from the facts; a fact that is as it should be tells nothing.
struct AlertTests {
    private let now = Timestamp(milliseconds: 1_700_000_000_000)
    private let hour: Int64 = 3_600_000

    @Test func nothingIsWrongWithAnEmptyDatabase() {
        #expect(AlertFacts().alerts(at: now, pauses: [:], disk: nil).isEmpty)
    }

    @Test(
        arguments: [(100, .error), (199, .error), (200, .warning), (399, .warning), (400, nil)]
            as [(Int64, Alert.Severity?)])
    func diskIsNearlyFull(freeBytes: Int64, severity: Alert.Severity?) {
        let disk = DiskRoom(freeBytes: freeBytes, neededBytes: 200)
        let alerts = AlertFacts().alerts(at: now, pauses: [:], disk: disk)
        #expect(alerts.map(\.severity) == (severity.map { [$0] } ?? []))
        #expect(alerts.allSatisfy { $0.code == .diskNearlyFull })
    }

    @Test(
        arguments: [(1, nil, nil), (49, nil, "backupMissing"), (49, 47, nil), (1_000, 49, "backupTooOld")]
            as [(Int64, Int64?, String?)])
    func backupIsMissingOrTooOld(hoursSinceFirstEvent: Int64, hoursSinceBackup: Int64?, code: String?) {
        var facts = AlertFacts()
        facts.firstEventAt = ago(hours: hoursSinceFirstEvent)
        facts.lastBackup = hoursSinceBackup.map { BackupRecord(file: "/x", madeAt: ago(hours: $0)) }
        #expect(
            facts.alerts(at: now, pauses: [:], disk: nil).map(\.code.rawValue) == (code.map { [$0] } ?? []))
    }

    @Test(arguments: [(0, false), (60_000, false), (60_001, true), (36_000_000, true)] as [(Int64, Bool)])
    func clockWentBack(aheadMilliseconds: Int64, isTold: Bool) {
        var facts = AlertFacts()
        facts.latestEventAt = Timestamp(milliseconds: now.milliseconds + aheadMilliseconds)
        let alerts = facts.alerts(at: now, pauses: [:], disk: nil)
        #expect(alerts.map(\.code) == (isTold ? [.clockWentBack] : []))
    }

    @Test(arguments: [(2, false), (3, false), (4, true)] as [(Int64, Bool)])
    func campaignIsSilentForThreeOfItsPauses(hours: Int64, isTold: Bool) throws {
        var facts = AlertFacts()
        let campaign = try campaign(42)
        facts.campaigns = [campaign]
        facts.lastActivity = [campaign.id: ago(hours: hours)]
        let pauses = [campaign.id: UsualPause(milliseconds: hour)]
        let alerts = facts.alerts(at: now, pauses: pauses, disk: nil)
        #expect(alerts.map(\.code) == (isTold ? [.silentCampaign] : []))
        #expect(facts.alerts(at: now, pauses: [:], disk: nil).isEmpty)
        facts.campaigns[0].settings.isArchived = true
        #expect(facts.alerts(at: now, pauses: pauses, disk: nil).isEmpty)
    }

    @Test func refusalsNameTheReasonOfMost() throws {
        var facts = AlertFacts()
        facts.refusals = [
            .malformedJSON: RefusalCount(refused: 2, kept: 2),
            .clickIDMissing: RefusalCount(refused: 1_204, kept: 9),
        ]
        let alert = try #require(facts.alerts(at: now, pauses: [:], disk: nil).first)
        #expect(alert == .refusedRequests(count: 1_206, mostly: .clickIDMissing))
        #expect(
            alert.message
                == "1,206 tracking requests were refused within an hour, mostly since clickId was missing. Look at them, and "
                + "correct what sends them.")
    }

    @Test func numberThatWasMeantIsNamed() throws {
        var facts = AlertFacts()
        facts.campaigns = [try campaign(42), try campaign(7)]
        facts.unknownCampaigns = [
            UnattributedClicks(
                sentCampaignID: try #require(CampaignID(24)), clicks: 112, firstClickAt: now, lastClickAt: now
            )
        ]
        let alert = try #require(facts.alerts(at: now, pauses: [:], disk: nil).first)
        #expect(alert.cause == "112 clicks came for campaign 24, which does not exist.")
        #expect(alert.cure.hasPrefix("Campaign 42 (Campaign 42) was meant, perhaps"))
    }

    /// Campaign 43 was made after the clicks for it; that 42 is near is no reason any more.
    @Test(arguments: [false, true])
    func campaignThatWasMadeLaterWasMeant(isArchived: Bool) throws {
        var facts = AlertFacts()
        facts.campaigns = [try campaign(42), try campaign(43)]
        facts.campaigns[1].settings.isArchived = isArchived
        facts.unknownCampaigns = [try clicks(112, for: 43)]
        let alert = try #require(facts.alerts(at: now, pauses: [:], disk: nil).first)
        let made = CampaignReference(id: facts.campaigns[1].id, name: "Campaign 43")
        #expect(alert == .unknownCampaign(facts.unknownCampaigns[0], meant: made))
        #expect(
            alert.message
                == "112 clicks came for campaign 43 before it was there. Attribute them to campaign 43 (Campaign 43), "
                + "which is there by now.")
    }

    @Test func archivedCampaignIsNotNear() throws {
        var facts = AlertFacts()
        facts.campaigns = [try campaign(42)]
        facts.campaigns[0].settings.isArchived = true
        facts.unknownCampaigns = [try clicks(1, for: 24)]
        let alert = try #require(facts.alerts(at: now, pauses: [:], disk: nil).first)
        #expect(alert == .unknownCampaign(facts.unknownCampaigns[0], meant: nil))
        #expect(
            alert.cure == "Attribute them to the right campaign, and correct the number on the landing page.")
    }

    @Test func archivedCampaignHasNoPlaceholders() throws {
        var facts = AlertFacts()
        facts.campaigns = [try campaign(42)]
        facts.events = try [
            event(.click, campaign: 42, #"{"source":"{source}"}"#),
            event(.click, campaign: nil, #"{"source":"{source}"}"#),
        ]
        #expect(facts.alerts(at: now, pauses: [:], disk: nil).count == 2)
        facts.campaigns[0].settings.isArchived = true
        #expect(
            facts.alerts(at: now, pauses: [:], disk: nil) == [
                .placeholder(name: "source", value: "{source}", of: nil, events: 1, in: [.click])
            ])
    }

    @Test func placeholderTellsInWhichEventsItCame() throws {
        var facts = AlertFacts()
        facts.campaigns = [try campaign(42)]
        facts.events = try [LatestEvent.Kind.click, .lead, .postback, .postback].map {
            try event($0, campaign: 42, $0 == .lead ? "{}" : #"{"source":"{source}"}"#)
        }
        let reference = CampaignReference(id: facts.campaigns[0].id, name: "Campaign 42")
        #expect(
            facts.alerts(at: now, pauses: [:], disk: nil) == [
                .placeholder(
                    name: "source", value: "{source}", of: reference, events: 3, in: [.click, .postback])
            ])
    }

    /// Strangers choose words and names.
    @Test func listStaysShortWhateverComes() throws {
        var facts = AlertFacts()
        facts.campaigns = [try campaign(42)]
        let long = String(repeating: "w", count: 1_000)
        facts.events = (0..<5_000).map { number in
            LatestEvent(
                .postback, of: ClickID(high: 0, low: UInt64(number)), at: now, campaign: CampaignID(42),
                sentCampaign: CampaignID(42),
                conversion: Conversion(status: .trash, payout: nil, reportedAt: now),
                parameters: Parameters(json: #"{"status":"\#(long)\#(number)","p\#(number)":"{x}"}"#))
        }
        let alerts = facts.alerts(at: now, pauses: [:], disk: nil)
        #expect(alerts.count <= 20)
        #expect(alerts.allSatisfy { $0.message.utf8.count < 500 })
    }

    @Test func wordThatIsAPlaceholderIsToldOnce() throws {
        var facts = AlertFacts()
        facts.campaigns = [try campaign(42)]
        facts.events = [
            LatestEvent(
                .postback, of: ClickID(high: 0, low: 1), at: now, campaign: CampaignID(42),
                sentCampaign: CampaignID(42),
                conversion: Conversion(status: .trash, payout: nil, reportedAt: now),
                parameters: Parameters(json: #"{"status":"{status}"}"#))
        ]
        #expect(facts.alerts(at: now, pauses: [:], disk: nil).map(\.code) == [.unfilledPlaceholder])
    }

    private func ago(hours: Int64) -> Timestamp { Timestamp(milliseconds: now.milliseconds - hours * hour) }

    private func clicks(_ count: Int64, for number: Int64) throws -> UnattributedClicks {
        UnattributedClicks(
            sentCampaignID: try #require(CampaignID(number)), clicks: count, firstClickAt: now,
            lastClickAt: now)
    }

    private func event(
        _ kind: LatestEvent.Kind, campaign: Int64?, _ parameters: String
    ) throws -> LatestEvent {
        LatestEvent(
            kind, of: ClickID(high: 0, low: 1), at: now, campaign: campaign.flatMap(CampaignID.init),
            sentCampaign: CampaignID(campaign ?? 7), parameters: Parameters(json: parameters))
    }

    private func campaign(_ number: Int64) throws -> Campaign {
        let currency = try #require(Currency(stored: "usd"))
        let mapper = try StatusMapper(json: #"{"parameter":"status","mapping":{"approved":"accept"}}"#)
        return Campaign(
            id: try #require(CampaignID(number)), createdAt: now,
            settings: Campaign.Settings(
                name: "Campaign \(number)", costModel: .cpa,
                cost: Payout(amount: Money(hundredThousandths: 1), currency: currency), statusMapper: mapper))
    }
}
