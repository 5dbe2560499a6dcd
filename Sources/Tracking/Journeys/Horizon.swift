/// How far events were recorded when somebody looked at them: what came later he has not seen.
package struct Horizon: Hashable, Sendable {
    /// The number of the newest journey.
    package let journey: Int64
    package let time: Timestamp

    package init(journey: Int64, time: Timestamp) {
        self.journey = journey
        self.time = time
    }
}
