extension [MemberRange] {
    /// Comparing each pair beats hashing up to about here; beyond it would be quadratic.
    private static let fewMembers = 16

    /// The members with one per name: the last value, in the place of the first.
    func withoutRepeatedNames(in document: [UInt8]) -> [MemberRange] {
        guard count <= Self.fewMembers, !contains(where: \.nameHasEscapes) else {
            return withoutRepeatedNamesByHashing(in: document)
        }
        for later in indices
        where self[..<later].contains(where: { $0.hasSpelling(of: self[later], in: document) }) {
            return withoutRepeatedNamesByHashing(in: document)
        }
        return self
    }

    private func withoutRepeatedNamesByHashing(in document: [UInt8]) -> [MemberRange] {
        var places: [ByteKey: Int] = [:]
        places.reserveCapacity(count)
        var unique: [MemberRange] = []
        unique.reserveCapacity(count)
        for range in self {
            let name = ByteKey(range.nameBytes(in: document))
            if let place = places[name] {
                unique[place].value = range.value
            } else {
                places[name] = unique.count
                unique.append(range)
            }
        }
        return unique
    }
}
