/// Where things stand in one drawing of a chart, and what all charts have around their values: figures and thin lines, days,
/// and the values of each day for whoever points at it or gets there by the keyboard.
struct ChartFrame {
    private let size: Size
    private let ticks: Ticks
    private let places: [ChartPlace]
    private let left: Double

    /// For which screen it is drawn; on a small one there are fewer words, and none of them is smaller.
    enum Size: String, CaseIterable {
        case wide, phone

        var width: Double { self == .wide ? 1100 : 360 }
        fileprivate var height: Double { self == .wide ? 250 : 226 }
        /// Room for the values of a day, above.
        fileprivate var lineCount: Int { self == .wide ? 1 : 2 }
        fileprivate var viewBox: String { "0 0 \(width.position) \(height.position)" }
    }

    private static let lineHeight = 14.0
    private static let letterWidth = 6.0
    private static let bottom = 24.0
    /// Between a word and the end of the drawing.
    private static let edge = 4.0
    /// So that names of days stay apart.
    private static let labelWidth = 56.0
    private static let widestBar = 44.0

    init(_ size: Size, _ ticks: Ticks, _ places: [ChartPlace]) {
        self.size = size
        self.ticks = ticks
        self.places = places
        left = Self.letterWidth * Double(ticks.ticks.map(\.text.count).max() ?? 0) + 10
    }

    private var top: Double { Double(size.lineCount) * Self.lineHeight + 8 }
    private var ground: Double { size.height - Self.bottom }
    private var step: Double { (size.width - left) / Double(max(places.count, 1)) }

    var barWidth: Double { min(step * 0.6, Self.widestBar) }

    /// The middle of a place.
    func x(of place: Int) -> Double { left + (Double(place) + 0.5) * step }

    func y(of value: Double) -> Double {
        let share = (value - ticks.lowest) / max(ticks.highest - ticks.lowest, .leastNonzeroMagnitude)
        return ground - (ground - top) * min(max(share, 0), 1)
    }

    /// The whole drawing; `body` draws the values, and `series` says them.
    func write(
        _ title: String, _ series: [ChartSeries], to page: inout MarkupWriter,
        _ body: (inout MarkupWriter) -> Void
    ) {
        page.element(
            "svg",
            [
                "class": "chart \(size.rawValue)", "viewBox": size.viewBox, "role": "group",
                "aria-label": title,
            ]
        ) { page in
            for tick in ticks.ticks { write(tick, to: &page) }
            body(&page)
            // Over the bars, which stand on it.
            writeLine("ground", at: 0, to: &page)
            writeLabels(to: &page)
            for place in places.indices { write(place, series, to: &page) }
        }
    }

    private func write(_ tick: Ticks.Tick, to page: inout MarkupWriter) {
        writeLine("grid", at: tick.value, to: &page)
        page.element(
            "text",
            ["x": (left - 8).position, "y": (y(of: tick.value) + 4).position, "text-anchor": "end"],
            text: tick.text)
    }

    private func writeLine(_ name: String, at value: Double, to page: inout MarkupWriter) {
        let y = y(of: value).position
        page.single(
            "line", ["class": name, "x1": left.position, "x2": size.width.position, "y1": y, "y2": y])
    }

    /// As many as there is room for; the last one is always there.
    private func writeLabels(to page: inout MarkupWriter) {
        let distance = max(1, Int((Self.labelWidth / step).rounded(.up)))
        for (place, label) in places.enumerated() where (places.count - 1 - place).isMultiple(of: distance) {
            let half = Self.letterWidth * Double(label.label.count) / 2 + Self.edge
            let x = min(x(of: place), size.width - half)
            page.element(
                "text", ["x": x.position, "y": (size.height - 6).position, "text-anchor": "middle"],
                text: label.label)
        }
    }

    private func write(_ place: Int, _ series: [ChartSeries], to page: inout MarkupWriter) {
        let values = series.map { $0.text(at: place) }
        let name = places[place].name
        page.element("g", ["class": "at", "tabindex": "0", "role": "img"]) { page in
            page.element("title", text: "\(name): \(values.joined(separator: ", "))")
            page.single(
                "rect",
                [
                    "class": "hit", "x": (x(of: place) - step / 2).position, "y": top.position,
                    "width": step.position,
                    "height": (ground - top).position,
                ])
            page.element("text", ["x": left.position, "y": "12"]) { page in
                for (number, line) in lines(name, values).enumerated() {
                    guard number > 0 else {
                        page.text(line)
                        continue
                    }
                    page.element("tspan", ["x": left.position, "dy": Self.lineHeight.position], text: line)
                }
            }
        }
    }

    /// As many values in a line as there is room for.
    private func lines(_ name: String, _ values: [String]) -> [String] {
        let room = Int((size.width - left) / Self.letterWidth)
        return values.reduce(into: [name + ":"]) { lines, value in
            let last = lines.count - 1
            if lines[last].count + value.count + 2 <= room || lines.count == size.lineCount {
                lines[last] += (lines[last].hasSuffix(":") ? " " : ", ") + value
            } else {
                lines.append(value)
            }
        }
    }
}
