/// Amounts of money by day, of one currency; what is spent is a dashed line.
package struct LineChart: Sendable {
    private let title: String
    private let places: [ChartPlace]
    private let series: [ChartSeries]

    /// `title` says what is shown to whoever does not see it; each series has a value for each place.
    package init(title: String, places: [ChartPlace], series: [ChartSeries]) {
        self.title = title
        self.places = places
        self.series = series
    }

    /// The legend, and a drawing for each size of a screen.
    package var markup: Markup {
        let heights = series.flatMap { $0.values.map(\.height) }
        let ticks = Ticks(from: heights.min() ?? 0, to: heights.max() ?? 0, areWhole: false)
        return Markup { page in
            page.markup(series.legend)
            for size in ChartFrame.Size.allCases {
                let frame = ChartFrame(size, ticks, places)
                frame.write(title, series, to: &page) { page in writeLines(frame, to: &page) }
            }
        }
    }

    private func writeLines(_ frame: ChartFrame, to page: inout MarkupWriter) {
        for series in series {
            let points = series.values.enumerated().map { place, value in
                "\(frame.x(of: place).position),\(frame.y(of: value.height).position)"
            }
            page.single(
                "polyline", ["class": series.style.lineClass, "points": points.joined(separator: " ")])
            // A line needs two points.
            guard series.values.count == 1, let value = series.values.first else { continue }
            page.single(
                "circle",
                [
                    "class": "dot \(series.style.lineClass)", "cx": frame.x(of: 0).position,
                    "cy": frame.y(of: value.height).position, "r": "3",
                ])
        }
    }
}
