extension CampaignID {
    /// The number that was meant by this one, perhaps: one that is near. nil where there is none, and where several are as near;
    /// one with the same digits is nearer than all others.
    package func meaning(among numbers: [CampaignID]) -> CampaignID? {
        let near = numbers.filter(isNear)
        let exchanged = near.filter { $0.digits.sorted() == digits.sorted() }
        return exchanged.count == 1 ? exchanged[0] : near.count == 1 ? near[0] : nil
    }

    /// Whether a digit is wrong, missing or too many, or two that stand together are exchanged.
    package func isNear(_ other: CampaignID) -> Bool {
        let (mine, others) = (digits, other.digits)
        // Of one digit each number is a neighbour of each other one.
        guard self != other, mine.count > 1, abs(mine.count - others.count) <= 1 else { return false }
        let same = zip(mine, others).prefix { $0 == $1 }.count
        let (rest, otherRest) = (mine.dropFirst(same), others.dropFirst(same))
        if mine.count > others.count { return rest.dropFirst().elementsEqual(otherRest) }
        if mine.count < others.count { return rest.elementsEqual(otherRest.dropFirst()) }
        if rest.dropFirst().elementsEqual(otherRest.dropFirst()) { return true }
        return rest.prefix(2).reversed().elementsEqual(otherRest.prefix(2))
            && rest.dropFirst(2).elementsEqual(otherRest.dropFirst(2))
    }

    private var digits: [UInt8] { Array(String(number).utf8) }
}
