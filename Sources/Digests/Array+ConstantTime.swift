extension [UInt8] {
    /// Whether both are the same; looks at every byte, so that the time does not tell how many are.
    package func isSame(as other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(self, other) { difference |= one ^ other }
        return difference == 0
    }
}
