/// Until when a peer may take an answer.
///
/// Three rules, since each alone can be abused or is unfair: a byte now and then would put off a deadline that
/// looks at progress only; a deadline that grows with the answer's length lets a peer who takes nothing hold
/// much for long; and one that does not grow cuts a long answer to a slow client that is still there. So the peer
/// has `sendTimeoutSeconds` for the next `sendMinimumBytes`, then as long for the next ones, and
/// `sendTotalSeconds` for all. What it took in haste earns it no rest.
struct SendDeadline {
    private var total: Int64
    private let stepMilliseconds: Int64
    private let stepBytes: Int
    private var step: Int64
    /// What must be taken for the next step to begin.
    private var goal: Int

    /// Begins when `taken` bytes of the answer are out.
    init(taken: Int, at now: Int64, limits: Limits) {
        total = now + Int64(limits.sendTotalSeconds * 1000)
        stepMilliseconds = Int64(limits.sendTimeoutSeconds * 1000)
        stepBytes = limits.sendMinimumBytes
        step = now + stepMilliseconds
        goal = taken + stepBytes
    }

    /// On the monotonic clock.
    var milliseconds: Int64 { min(total, step) }

    /// Does not count time in which the peer had nothing to take.
    mutating func postpone(by milliseconds: Int64) {
        total += milliseconds
        step += milliseconds
    }

    /// Begins the next step once the peer has taken so much of the answer in all.
    mutating func extend(taken: Int, at now: Int64) {
        guard taken >= goal else { return }
        step = now + stepMilliseconds
        goal = taken + stepBytes
    }
}
