extension [Double] {
    /// The middle value; of two, the lower one; 0 of none.
    package var median: Double { isEmpty ? 0 : sorted()[(count - 1) / 2] }
}
