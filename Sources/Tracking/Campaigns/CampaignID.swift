import JSON

/// The number of a campaign, 1 ... 9007199254740991 (the largest integer that every JSON reader keeps exact).
package struct CampaignID: Hashable, Comparable, Sendable {
    package let number: Int64

    package static let largest = CampaignID(inRange: 9_007_199_254_740_991)

    /// - Returns: nil when the number is out of range.
    package init?(_ number: Int64) {
        guard (1...Self.largest.number).contains(number) else { return nil }
        self.init(inRange: number)
    }

    private init(inRange number: Int64) {
        self.number = number
    }

    /// Reads the value of a `campaignId` field: a number without a fraction, in any spelling (`42`, `42.0`,
    /// `4.2e1`), or a string of digits, ASCII white space around it.
    package init(_ value: JSONText) throws(FieldProblem) {
        guard value.kind != .null else { throw .null }
        let decimal =
            if let text = value.stringBytes {
                DecimalText(plain: text, allowsFraction: false)
            } else {
                DecimalText(number: value)
            }
        guard let decimal, decimal.isInteger, !decimal.isZero, !decimal.isNegative else { throw .notInteger }
        let number: Int64? = decimal.magnitude(inUnitsOf: 0)
        guard let number, let campaignID = CampaignID(number) else { throw .numberTooLarge }
        self = campaignID
    }

    package static func < (left: CampaignID, right: CampaignID) -> Bool { left.number < right.number }
}

extension CampaignID: CustomStringConvertible {
    package var description: String { String(number) }
}
