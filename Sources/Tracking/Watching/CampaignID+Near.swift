extension CampaignID {
    /// The number that was meant by this one, perhaps: a digit is wrong, missing or too many, or two are exchanged. nil where
    /// there is none, and where several are as near.
    package func meaning(among numbers: [CampaignID]) -> CampaignID? {
        let digits = Array(String(number).utf8)
        // Of one digit each number is a neighbour of each other one.
        guard digits.count > 1 else { return nil }
        let near = numbers.filter { $0 != self && Self.isNear(digits, Array(String($0.number).utf8)) }
        let exchanged = near.filter { String($0.number).utf8.sorted() == digits.sorted() }
        return exchanged.count == 1 ? exchanged[0] : near.count == 1 ? near[0] : nil
    }

    private static func isNear(_ sent: [UInt8], _ other: [UInt8]) -> Bool {
        guard abs(sent.count - other.count) <= 1 else { return false }
        let same = zip(sent, other).prefix { $0 == $1 }.count
        let (restOfSent, restOfOther) = (sent.dropFirst(same), other.dropFirst(same))
        if sent.count > other.count { return restOfSent.dropFirst().elementsEqual(restOfOther) }
        if sent.count < other.count { return restOfSent.elementsEqual(restOfOther.dropFirst()) }
        if restOfSent.dropFirst().elementsEqual(restOfOther.dropFirst()) { return true }
        return restOfSent.prefix(2).reversed().elementsEqual(restOfOther.prefix(2))
            && restOfSent.dropFirst(2).elementsEqual(restOfOther.dropFirst(2))
    }
}
