/// Loops of the service that must come round for it to be called alive.
package struct WatchedLoop: Sendable {
    /// How often each has.
    let turns: @Sendable () -> [Int]
    /// Has one come round that would sleep for as long as there is nothing to do.
    let knock: @Sendable () -> Void

    package init(turns: @escaping @Sendable () -> [Int], knock: @escaping @Sendable () -> Void = {}) {
        self.turns = turns
        self.knock = knock
    }
}
