import Foundation
import JSON
import Logging
import Storage
import TestSupport
import Tracking

/// Events at times of the test's choice.
extension TestSite {
    struct NotStored: Error {}

    /// Records an event as if it had come then.
    func record(_ event: Event, at time: String) async throws {
        let date = try Date(time, strategy: .iso8601)
        let milliseconds = Int64(date.timeIntervalSince1970 * 1000)
        let isStored = await withCheckedContinuation { continuation in
            recorder.record(event, receivedAt: Timestamp(milliseconds: milliseconds)) { result in
                continuation.resume(returning: (try? result.get()) != nil)
            }
        }
        guard isStored else { throw NotStored() }
    }

    /// A click of the journey with that number.
    func click(
        _ number: UInt64, _ parameters: String = "{}", campaign: Int64 = 42, at time: String
    ) async throws {
        guard let campaignID = CampaignID(campaign) else { throw NotStored() }
        let click = Click(
            clickID: ClickID(high: 0, low: number), campaignID: campaignID,
            parameters: Parameters(json: parameters))
        try await record(.click(click), at: time)
    }

    func lead(_ number: UInt64, at time: String) async throws {
        let lead = Lead(clickID: ClickID(high: 0, low: number), parameters: .empty)
        try await record(.lead(lead), at: time)
    }

    func postback(_ number: UInt64, _ status: String, at time: String) async throws {
        let postback = Postback(
            clickID: ClickID(high: 0, low: number), parameters: Parameters(json: #"{"status":"\#(status)"}"#))
        try await record(.postback(postback), at: time)
    }

    /// Four days of a small campaign, number 42, with something of everything.
    static func withTraffic(logger: Logger = .silent) async throws -> TestSite {
        let site = try TestSite(logger: logger)
        try site.store.addSampleCampaign()
        try await site.click(1, #"{"source":"facebook","ad":1}"#, at: "2025-01-30T08:00:00Z")
        try await site.click(2, #"{"source":"facebook","ad":1}"#, at: "2025-01-30T09:00:00Z")
        try await site.click(3, #"{"source":"facebook","ad":"2"}"#, at: "2025-01-30T22:30:00Z")
        try await site.click(4, #"{"source":"google"}"#, at: "2025-01-30T10:00:00Z")
        try await site.click(1, #"{"source":"again"}"#, at: "2025-01-31T08:00:00Z")
        try await site.click(5, at: "2025-02-01T08:00:00Z")
        try await site.click(6, #"{"source":"clicks","ad":null}"#, at: "2025-02-01T09:00:00Z")
        try await site.click(7, #"{"source":"=1+1","ad":["x"]}"#, at: "2025-02-01T10:00:00Z")
        try await site.click(8, campaign: 7, at: "2025-02-01T11:00:00Z")
        try await site.click(9, campaign: 7, at: "2025-02-01T12:00:00Z")
        try await site.lead(1, at: "2025-01-30T08:30:00Z")
        try await site.lead(5, at: "2025-02-01T08:30:00Z")
        try await site.lead(10, at: "2025-02-01T13:00:00Z")
        try await site.postback(1, "approved", at: "2025-02-05T08:00:00Z")
        try await site.postback(2, "hold", at: "2025-01-30T10:00:00Z")
        try await site.postback(2, "hold", at: "2025-01-30T10:01:00Z")
        try await site.postback(3, "approved", at: "2025-01-30T23:00:00Z")
        try await site.postback(3, "declined", at: "2025-01-31T23:00:00Z")
        try await site.postback(6, "unheard of", at: "2025-02-01T14:00:00Z")
        return site
    }
}
