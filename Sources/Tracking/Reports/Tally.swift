/// What a set of journeys comes to: how many there are, and their outcomes by status.
package struct Tally: Hashable, Sendable {
    /// Journeys, each counted once by its first click.
    package var clicks: Int64 = 0
    package var accept = Outcomes()
    package var expect = Outcomes()
    package var reject = Outcomes()
    package var trash = Outcomes()

    /// The journeys whose latest postback has one status.
    package struct Outcomes: Hashable, Sendable {
        package var leads: Int64 = 0
        package var payouts = MoneySum.zero

        package init(leads: Int64 = 0, payouts: MoneySum = .zero) {
            self.leads = leads
            self.payouts = payouts
        }

        package static func += (left: inout Outcomes, right: Outcomes) {
            left.leads += right.leads
            left.payouts += right.payouts
        }
    }

    package init() {}

    package subscript(status: LeadStatus) -> Outcomes {
        get {
            switch status {
            case .accept: accept
            case .expect: expect
            case .reject: reject
            case .trash: trash
            }
        }
        set {
            switch status {
            case .accept: accept = newValue
            case .expect: expect = newValue
            case .reject: reject = newValue
            case .trash: trash = newValue
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
