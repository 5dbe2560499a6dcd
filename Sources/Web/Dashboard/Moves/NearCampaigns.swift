import Tracking

/// Which campaign may have been meant by a number that none had.
struct NearCampaigns {
    private let campaigns: [(campaign: CampaignReference, digits: [UInt8])]

    private static let mostSuggestions = 3

    init(_ campaigns: [CampaignReference]) {
        self.campaigns = campaigns.map { (campaign: $0, digits: Array($0.id.description.utf8)) }
    }

    /// The campaign that has got the number since, and those whose numbers differ by one digit: another one, one more or
    /// less, or two that changed places.
    func meant(by sent: CampaignID) -> [CampaignReference] {
        let digits = Array(sent.description.utf8)
        let same = campaigns.filter { $0.campaign.id == sent }
        // Of one digit every other one is one digit away.
        let near = digits.count < 2 ? [] : campaigns.filter { Self.isNear($0.digits, digits) }
        return (same + near).prefix(Self.mostSuggestions).map(\.campaign)
    }

    private static func isNear(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard abs(left.count - right.count) <= 1, left != right else { return false }
        let start = zip(left, right).prefix { $0 == $1 }.count
        let (leftRest, rightRest) = (left.dropFirst(start), right.dropFirst(start))
        if left.count != right.count {
            return left.count > right.count
                ? leftRest.dropFirst().elementsEqual(rightRest)
                : rightRest.dropFirst().elementsEqual(leftRest)
        }
        if leftRest.dropFirst().elementsEqual(rightRest.dropFirst()) { return true }
        guard leftRest.count >= 2 else { return false }
        return leftRest.prefix(2).reversed().elementsEqual(rightRest.prefix(2))
            && leftRest.dropFirst(2).elementsEqual(rightRest.dropFirst(2))
    }
}
