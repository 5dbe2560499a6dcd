/// Counts by day, the parts of each day on top of one another.
package struct BarChart: Sendable {
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
        let highest =
            places.indices.map { place in series.reduce(0) { $0 + $1.values[place].height } }.max() ?? 0
        let ticks = Ticks(from: 0, to: highest, areWhole: true)
        return Markup { page in
            page.markup(series.legend)
            for size in ChartFrame.Size.allCases {
                let frame = ChartFrame(size, ticks, places)
                frame.write(title, series, to: &page) { page in writeBars(frame, to: &page) }
            }
        }
    }

    private func writeBars(_ frame: ChartFrame, to page: inout MarkupWriter) {
        var ground = [Double](repeating: 0, count: places.count)
        for series in series {
            var path = ""
            for (place, value) in series.values.enumerated() where value.height > 0 {
                let top = ground[place] + value.height
                let height = frame.y(of: ground[place]) - frame.y(of: top)
                let width = frame.barWidth.position
                path += "M\((frame.x(of: place) - frame.barWidth / 2).position) \(frame.y(of: top).position)"
                path += "h\(width)v\(height.position)h-\(width)z"
                ground[place] = top
            }
            if !path.isEmpty { page.single("path", ["class": series.style.areaClass, "d": path]) }
        }
    }
}
