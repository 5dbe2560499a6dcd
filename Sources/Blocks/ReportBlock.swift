/// Some of a campaign's journeys, with what grouped reports ask of their first clicks.
package struct ReportBlock: Equatable, Sendable {
    /// The numbers by which a store finds them, ascending, at most `maximumCount`.
    package internal(set) var journeys: [Int64] = []
    /// When each was clicked first, in UTC milliseconds.
    package internal(set) var times: [Int64] = []
    /// The journeys whose click has no parameters, by their place.
    package internal(set) var bareRows: [UInt16] = []

    /// A place takes two bytes, and one value of them is none.
    package static let maximumCount = 65_534
}

/// The stored form.
extension ReportBlock {
    package var journeyBytes: [UInt8] { .deltas(of: journeys) }
    package var timeBytes: [UInt8] { .deltas(of: times) }
    package var bareBytes: [UInt8] { .deltas(of: bareRows.map(Int64.init)) }

    /// - Returns: nil unless there are `count` ids in ascending order.
    package static func journeys(_ bytes: [UInt8], count: Int) -> [Int64]? {
        guard let journeys = VarintReader.values(ofDeltas: bytes, count: count) else { return nil }
        return zip(journeys, journeys.dropFirst()).allSatisfy { $0 < $1 } ? journeys : nil
    }

    /// - Returns: nil unless there are `count` times.
    package static func times(_ bytes: [UInt8], count: Int) -> [Int64]? {
        VarintReader.values(ofDeltas: bytes, count: count)
    }

    /// - Returns: nil unless all are places of `count` journeys.
    package static func bareRows(_ bytes: [UInt8], count: Int) -> [Int]? {
        // Every difference ends with the only byte of it below 0x80.
        let bareCount = bytes.count { $0 < 0x80 }
        guard let rows = VarintReader.values(ofDeltas: bytes, count: bareCount) else { return nil }
        return rows.allSatisfy { 0..<Int64(count) ~= $0 } ? rows.map { Int($0) } : nil
    }
}
