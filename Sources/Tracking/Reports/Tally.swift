/// What a set of journeys comes to: how many there are, and their conversions by status.
package struct Tally: Hashable, Sendable {
    /// Journeys, each counted once by its first click.
    package var clicks: Int64 = 0
    package var accept = Conversions()
    package var expect = Conversions()
    package var reject = Conversions()
    package var trash = Conversions()

    /// Of one status.
    package struct Conversions: Hashable, Sendable {
        /// Journeys that show the status.
        package var leads: Int64 = 0
        package var payouts = MoneyByCurrency.zero

        package init(leads: Int64 = 0, payouts: MoneyByCurrency = .zero) {
            self.leads = leads
            self.payouts = payouts
        }

        package static func += (left: inout Conversions, right: Conversions) {
            left.leads += right.leads
            left.payouts += right.payouts
        }
    }

    package init() {}

    package subscript(status: LeadStatus) -> Conversions {
        get {
            switch status {
            case .accept: accept
            case .expect: expect
            case .reject: reject
            case .trash: trash
            }
        }
        _modify {
            switch status {
            case .accept: yield &accept
            case .expect: yield &expect
            case .reject: yield &reject
            case .trash: yield &trash
            }
        }
    }

    package static func += (left: inout Tally, right: Tally) {
        left.clicks += right.clicks
        left.accept += right.accept
        left.expect += right.expect
        left.reject += right.reject
        left.trash += right.trash
    }

    /// Journeys that have a status.
    package var leads: Int64 { accept.leads + expect.leads + reject.leads + trash.leads }
}
