/// What a postback made of its journey: a status, and the campaign's cost as it was then when that status is paid.
package struct Conversion: Hashable, Sendable {
    package let status: LeadStatus
    /// nil for `reject` and `trash`.
    package let payout: Payout?
    /// What tells the conversions of one journey apart; nil where nothing does.
    package let transaction: String?
    /// When the postback came.
    package let reportedAt: Timestamp

    package init(
        status: LeadStatus, payout: Payout?, transaction: String? = nil, reportedAt: Timestamp
    ) {
        self.status = status
        self.payout = payout
        self.transaction = transaction
        self.reportedAt = reportedAt
    }
}

extension Campaign.Settings {
    /// What a postback with these parameters means; without a mapper it is trash.
    package func conversion(of parameters: Parameters, reportedAt time: Timestamp) -> Conversion {
        let status = statusMapper?.reading(of: parameters).status ?? .trash
        return Conversion(status: status, payout: status.isPaid ? cost : nil, reportedAt: time)
    }
}
