import Foundation

extension [Double] {
    /// The middle value; of two, the lower one; 0 of none.
    var median: Double {
        isEmpty ? 0 : sorted()[(count - 1) / 2]
    }
}

extension Double {
    func rounded(toPlaces places: Int) -> String {
        String(format: "%.\(places)f", self)
    }
}
