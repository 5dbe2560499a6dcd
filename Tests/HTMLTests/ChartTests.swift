import Foundation
import Markup
import Testing

struct ChartTests {
    private static func bars(_ heights: [Double]) -> BarChart {
        BarChart(
            title: "Clicks by day",
            places: heights.indices.map { ChartPlace("\($0 + 1) Nov", "Day \($0 + 1)") },
            series: [ChartSeries("clicks", .click, heights.map { ChartSeries.Value($0, "\(Int($0))") })])
    }

    private static func lines(_ heights: [Double]) -> LineChart {
        LineChart(
            title: "Money", places: heights.indices.map { ChartPlace("\($0)", "\($0)") },
            series: [ChartSeries("paid", .paid, heights.map { ChartSeries.Value($0, "\($0)") })])
    }

    /// Of the first drawing, from the ground up.
    private static func ticks(_ markup: Markup) -> [String] {
        let drawing = markup.text.components(separatedBy: "</svg>").first ?? ""
        return drawing.matches(of: /text-anchor="end">([^<]*)</).map { String($0.output.1) }
    }

    @Test(
        arguments: [
            ([], ["0", "1"]), ([0], ["0", "1"]), ([1], ["0", "1"]), ([3], ["0", "1", "2", "3"]),
            ([5], ["0", "1", "2", "3", "4", "5"]), ([7], ["0", "2", "4", "6", "8"]),
            ([11], ["0", "5", "10", "15"]), ([12.0, 91], ["0", "20", "40", "60", "80", "100"]),
            ([101], ["0", "25", "50", "75", "100", "125"]), ([372], ["0", "100", "200", "300", "400"]),
            ([11_000], ["0", "2,500", "5,000", "7,500", "10,000", "12,500"]),
            ([2_400_000], ["0", "500,000", "1,000,000", "1,500,000", "2,000,000", "2,500,000"]),
        ] as [([Double], [String])])
    func countsHaveRoundTicks(heights: [Double], expected: [String]) {
        #expect(Self.ticks(Self.bars(heights).markup) == expected)
    }

    @Test(
        arguments: [
            ([0], ["0", "1"]), ([0.3], ["0", "0.1", "0.2", "0.3"]),
            ([0.011], ["0", "0.0025", "0.005", "0.0075", "0.01", "0.0125"]),
            ([-30, 90], ["−50", "0", "50", "100"]),
            ([-2_100], ["−2,500", "−2,000", "−1,500", "−1,000", "−500", "0"]),
            ([1.2], ["0", "0.25", "0.5", "0.75", "1", "1.25"]),
        ] as [([Double], [String])])
    func moneyHasRoundTicks(heights: [Double], expected: [String]) {
        #expect(Self.ticks(Self.lines(heights).markup) == expected)
    }

    /// Steps are 1, 2, 2.5 or 5 times a power of ten, few, and lie around all values.
    @Test(arguments: 1...400)
    func ticksLieAroundTheValues(number: Int) throws {
        let highest = Double(number * number * number) / 7
        let ticks = Self.ticks(Self.lines([highest, highest / 3]).markup)
        let values = try ticks.map { try #require(Double($0.replacing(",", with: ""))) }
        #expect((3...6).contains(values.count), "\(ticks)")
        #expect(values.first == 0)
        #expect((values.last ?? 0) >= highest * 0.999_999)
        var step = try #require(values.dropFirst().first)
        while step >= 9.99 { step /= 10 }
        while step < 0.99 { step *= 10 }
        #expect([1, 2, 2.5, 5].contains { abs($0 - step) < 0.001 }, "\(ticks)")
    }

    @Test func eachSizeIsDrawnAnew() throws {
        let text = Self.bars((1...30).map(Double.init)).markup.text
        let drawings = text.components(separatedBy: "<svg").dropFirst()
        #expect(drawings.count == 2)
        let (wide, phone) = (try #require(drawings.first), try #require(drawings.last))
        #expect(wide.contains("class=\"chart wide\"") && wide.contains("viewBox=\"0 0 1100 "))
        #expect(phone.contains("class=\"chart phone\"") && phone.contains("viewBox=\"0 0 360 "))
        let days = [wide, phone].map { $0.matches(of: /text-anchor="middle">[^<]* Nov</).count }
        #expect(days[0] > days[1] && days[1] > 2, "\(days)")
        // The last day always has its name.
        #expect(wide.contains(">30 Nov<") && phone.contains(">30 Nov<"))
        #expect(!text.contains("style="))
    }

    @Test func valuesAreReachable() {
        let text = Self.bars([3, 14]).markup.text
        #expect(
            text.components(separatedBy: "tabindex=\"0\" role=\"img\"><title>Day 2: 14 clicks</title>").count
                == 3)
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\" onload=\"alert(1)", "</title><b>", "{{title}}", "\u{202E}x",
    ])
    func labelsAreTexts(text: String) {
        let series = [ChartSeries(text, .accept, [ChartSeries.Value(1, text)])]
        let charts = [
            BarChart(title: text, places: [ChartPlace(text, text)], series: series).markup,
            LineChart(title: text, places: [ChartPlace(text, text)], series: series).markup,
            Sparkline(series: [[1, 2]], label: text).markup,
        ]
        for chart in charts {
            #expect(!chart.text.contains("<script") && !chart.text.contains("<b>"))
            #expect(!chart.text.contains("\" onload=") && !chart.text.unicodeScalars.contains("\u{202E}"))
        }
    }

    @Test func whatIsSpentHasAStrokeOfItsOwn() {
        let series = [
            ChartSeries("paid", .paid, [ChartSeries.Value(1, "1.00"), ChartSeries.Value(2, "2.00")]),
            ChartSeries("spent", .cost, [ChartSeries.Value(3, "3.00"), ChartSeries.Value(1, "1.00")]),
        ]
        let places = [ChartPlace("1", "1"), ChartPlace("2", "2")]
        let text = LineChart(title: "Money", places: places, series: series).markup.text
        #expect(text.contains("class=\"line l-cost\"") && text.contains("class=\"key cost\""))
        #expect(text.contains("<title>2: 2.00 paid, 1.00 spent</title>"))
    }

    @Test func sparklineIsOneLineOrAnAreaAndALine() {
        let one = Sparkline(series: [[0, 3, 1]], label: "clicks").markup.text
        #expect(one.contains("<polyline") && !one.contains("<polygon"))
        let two = Sparkline(series: [[0, 3, 1], [0, 0, 1]], label: "clicks and accepted").markup.text
        #expect(two.contains("<polyline") && two.contains("<polygon"))
        #expect(two.contains("aria-label=\"clicks and accepted\""))
        // Nothing to draw is nothing drawn.
        #expect(!Sparkline(series: [[], [1]], label: "none").markup.text.contains("<poly"))
    }
}
