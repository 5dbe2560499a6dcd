/// What a postback means for its journey: a status, and the campaign's cost when that status is paid.
package struct Outcome: Hashable, Sendable {
    package let status: LeadStatus
    /// The campaign's cost as it was at mapping; nil for `reject` and `trash`.
    package let payout: Payout?

    package init(status: LeadStatus, payout: Payout?) {
        self.status = status
        self.payout = payout
    }
}
