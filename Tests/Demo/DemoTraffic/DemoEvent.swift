import Tracking

/// An event of the demonstration, and when it came.
package struct DemoEvent: Sendable {
    package let event: Event
    package let time: Timestamp

    init(_ event: Event, at milliseconds: Int64) {
        self.event = event
        time = Timestamp(milliseconds: milliseconds)
    }
}
