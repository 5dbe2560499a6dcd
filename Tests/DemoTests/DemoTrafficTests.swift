import DemoTraffic
import JSON
import Testing
import Tracking

struct DemoTrafficTests {
    private static let end = Timestamp(milliseconds: 1_795_777_777_000)
    private static let day: Int64 = 86_400_000

    private static func traffic(seed: UInt64 = 1, _ journeyCount: Int = 5_000) throws -> DemoTraffic {
        var plan = DemoTraffic.Plan(end: end)
        plan.seed = seed
        plan.journeyCount = journeyCount
        return try DemoTraffic(plan)
    }

    private static func texts(_ traffic: DemoTraffic) -> [String] {
        traffic.events.map { "\($0.time.milliseconds) \($0.event.clickID) \($0.event.parameters.json)" }
    }

    @Test func sameSeedMakesTheSameEvents() throws {
        let (first, second) = try (Self.traffic(), Self.traffic())
        #expect(Self.texts(first) == Self.texts(second))
        #expect(first.expenses == second.expenses)
    }

    @Test func anotherSeedMakesOtherEvents() throws {
        #expect(try Self.texts(Self.traffic()) != Self.texts(Self.traffic(seed: 2)))
    }

    @Test func eventsComeInOrderWithinTheDays() throws {
        let traffic = try Self.traffic()
        let times = traffic.events.map(\.time)
        #expect(times == times.sorted())
        #expect(traffic.start.milliseconds == (Self.end.milliseconds / Self.day - 59) * Self.day)
        #expect(try #require(times.first) >= traffic.start)
        #expect(try #require(times.last) < Self.end)
        #expect(Set(times.map { $0.milliseconds / Self.day }).count == 60)
    }

    @Test func everyJourneyHasAClickIDOfItsOwn() throws {
        let clicks = try Self.clicks(of: Self.traffic())
        let ids = Set(clicks.map(\.clickID))
        #expect(ids.count == 5_000)
        // Some clicks come again.
        #expect((5_020...5_120).contains(clicks.count))
    }

    @Test func campaignsHaveTheirShares() throws {
        let counts = try Dictionary(grouping: Self.clicks(of: Self.traffic()), by: \.campaignID).mapValues(
            \.count)
        #expect((2_300...2_700).contains(counts[try #require(CampaignID(42))] ?? 0))
        #expect((1_350...1_700).contains(counts[try #require(CampaignID(43))] ?? 0))
        #expect((850...1_200).contains(counts[try #require(CampaignID(44))] ?? 0))
        #expect((5...60).contains(counts[try DemoCampaign.unknownID()] ?? 0))
        #expect(counts.count == 4)
    }

    @Test func someVisitorsLeaveALead() throws {
        let count = try Self.traffic().events.count { if case .lead = $0.event { true } else { false } }
        #expect((180...420).contains(count))
    }

    /// Most by the mapper's own words, some by others, and a few of which nobody has heard.
    @Test func networksSpeakOfMostLeads() throws {
        let traffic = try Self.traffic(seed: 3, 50_000)
        let postbacks = traffic.events.filter { if case .postback = $0.event { true } else { false } }
        let mapped = Set(traffic.campaigns.flatMap { $0.settings.statusMapper?.entries.map(\.word) ?? [] })
        let words = postbacks.compactMap { $0.event.parameters["status"]?.string }
        #expect(words.count == postbacks.count)
        #expect(mapped.isSubset(of: words))
        let otherWords = words.filter { !mapped.contains($0) && !mapped.contains($0.lowercased()) }
        #expect((20...200).contains(otherWords.count))
        #expect(otherWords.contains("{status}"))
        #expect(words.contains("Approved"))
    }

    @Test func decisionsComeHoursToDaysLater() throws {
        let traffic = try Self.traffic()
        var firstTimes: [ClickID: Int64] = [:]
        var delays: [Int64] = []
        for event in traffic.events {
            let time = event.time.milliseconds
            let first = firstTimes[event.event.clickID, default: time]
            firstTimes[event.event.clickID] = first
            if event.event.parameters["status"]?.string?.lowercased() == "approved" {
                delays.append(time - first)
            }
        }
        #expect(try #require(delays.min()) > 3_600_000)
        #expect(try #require(delays.max()) > Self.day)
        #expect(delays.count > 50)
    }

    @Test func everyDayOfACampaignHasItsBill() throws {
        let traffic = try Self.traffic()
        for campaign in traffic.campaigns {
            let days = try #require(traffic.expenses[campaign.id])
            #expect(days.count == 60)
            #expect(days.allSatisfy { !$0.distribution.isEmpty })
            #expect(
                days.allSatisfy {
                    $0.distribution.allSatisfy { $0.amount.text.wholeMatch(of: /\d+\.\d{4}/) != nil }
                })
        }
        #expect(Set(traffic.campaigns.map(\.settings.cost.currency.code)) == ["usd", "eur"])
    }

    private static func clicks(of traffic: DemoTraffic) throws -> [Click] {
        traffic.events.compactMap { if case .click(let click) = $0.event { click } else { nil } }
    }
}
