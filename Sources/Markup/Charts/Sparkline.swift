/// A few numbers as one small line without axes: how it has gone, not how much it was.
///
/// Each series has a scale of its own. Of two the first is an area and the second a line, so that nobody needs the colours.
package struct Sparkline: Sendable {
    private let series: [[Double]]
    private let label: String

    private static let width = 96.0
    private static let height = 22.0
    /// So that a thick line is not cut.
    private static let margin = 1.5

    /// The values of each series from left to right, none below zero; `label` says what is shown, with the figures.
    package init(series: [[Double]], label: String) {
        self.series = series
        self.label = label
    }

    package var markup: Markup {
        let (label, lines) = (label, series.map(Self.points))
        return Markup { page in
            page.element(
                "svg", ["class": "spark", "viewBox": "0 0 96 22", "role": "img", "aria-label": label]
            ) { page in
                page.element("title", text: label)
                for (place, points) in lines.enumerated() where points.count > 1 {
                    if place == 0, lines.count > 1 {
                        page.single("polygon", ["class": "area", "points": Self.text(points + Self.corners)])
                    } else {
                        page.single("polyline", ["class": "line", "points": Self.text(points)])
                    }
                }
            }
        }
    }

    private static func points(_ values: [Double]) -> [ChartPoint] {
        let highest = max(values.max() ?? 0, 1e-9)
        let step = width / Double(max(values.count - 1, 1))
        return values.enumerated().map { place, value in
            ChartPoint(
                x: Double(place) * step,
                y: height - margin - (height - 2 * margin) * min(max(value / highest, 0), 1))
        }
    }

    /// Where an area ends on the ground.
    private static let corners = [ChartPoint(x: width, y: height), ChartPoint(x: 0, y: height)]

    private static func text(_ points: [ChartPoint]) -> String {
        points.map { "\($0.x.position),\($0.y.position)" }.joined(separator: " ")
    }
}
