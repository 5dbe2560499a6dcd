/// A place in a drawing, in its units from the upper left corner.
struct ChartPoint: Hashable, Sendable {
    let x: Double
    let y: Double
}

extension Double {
    /// As an attribute of SVG has it: to a tenth, which nobody sees the difference of.
    var position: String {
        let tenths = (self * 10).rounded()
        guard let number = Int(exactly: tenths) else { return "0" }
        let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: 10)
        return (number < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
    }
}
