/// How much one journey keeps: so much can be read, mapped and shown in one go, whoever has sent it.
///
/// Leads and repeated clicks stop earlier, so that there is always room for what a network reports.
package struct JourneyLimits: Hashable, Sendable {
    package let events: Int64
    /// Of the parameters of all events.
    package let bytes: Int64

    package static let postbacks = JourneyLimits(events: 10_000, bytes: 16 * 1024 * 1024)
    package static let leadsAndRepeats = JourneyLimits(events: 9_000, bytes: 14 * 1024 * 1024)

    /// Those that an event has to keep; nil for a first click, which is always taken.
    package init?(for event: Event, on journey: JourneyState) {
        switch event {
        case .click where journey.clickedAt == nil: return nil
        case .click, .lead: self = .leadsAndRepeats
        case .postback: self = .postbacks
        }
    }

    private init(events: Int64, bytes: Int64) {
        self.events = events
        self.bytes = bytes
    }
}

extension JourneyState {
    /// Whether there is room for one more event.
    package func takes(_ event: Event) -> Bool {
        guard let limits = JourneyLimits(for: event, on: self) else { return true }
        return eventCount < limits.events && byteCount + event.parameters.byteCount <= limits.bytes
    }
}
