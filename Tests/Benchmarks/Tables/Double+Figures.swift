import Foundation

extension [Double] {
    /// The smallest and the largest.
    func range(places: Int) -> String {
        "\((self.min() ?? 0).rounded(toPlaces: places)) ... \((self.max() ?? 0).rounded(toPlaces: places))"
    }
}

extension Double {
    /// With so many digits behind the point.
    func rounded(toPlaces places: Int) -> String {
        String(format: "%.\(places)f", self)
    }
}
