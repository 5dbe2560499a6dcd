import Foundation
import HTML
import Markup
import Tracking

/// The figures of a report over time.
struct ReportCharts {
    private let content: ReportContent
    private let times: [ChartTime]
    private let unit: ChartTime.Unit

    init(_ content: ReportContent) {
        self.content = content
        unit = ChartTime.Unit(dayCount: content.days.count)
        times = ChartTime.all(of: content.days, unit)
    }

    /// None where nothing has come.
    var charts: [ReportPage.Chart] {
        guard !content.isEmpty else { return [] }
        return [clicks, leads] + content.currencies.map(money)
    }

    private var clicks: ReportPage.Chart {
        let heading = "Clicks by \(unit.rawValue)"
        let series = ChartSeries("clicks", .click, counts { $0.clicks })
        return ReportPage.Chart(heading, BarChart(title: heading, places: places, series: [series]).markup)
    }

    private var leads: ReportPage.Chart {
        let heading = "Conversions by \(unit.rawValue) of the click"
        let series = LeadStatus.allCases.map { status in
            ChartSeries(status.title.lowercased(), status.chartStyle, counts { $0.tally[status].leads })
        }
        return ReportPage.Chart(heading, BarChart(title: heading, places: places, series: series).markup)
    }

    private func money(_ currency: Currency) -> ReportPage.Chart {
        let heading =
            content.hasExpenses ? "Paid, spent and profit, \(currency.shown)" : "Paid, \(currency.shown)"
        var series = [ChartSeries("paid", .paid, amounts { $0.money(in: currency).acceptedPayouts })]
        if content.hasExpenses {
            series.append(ChartSeries("spent", .cost, amounts { $0.expenses[currency] }))
            series.append(ChartSeries("profit", .profit, amounts { $0.money(in: currency).acceptedProfit }))
        }
        return ReportPage.Chart(heading, LineChart(title: heading, places: places, series: series).markup)
    }

    private var places: [ChartPlace] { times.map { ChartPlace($0.label, $0.name) } }

    private func counts(_ count: (Figures) -> Int64) -> [ChartSeries.Value] {
        times.map { time in
            let count = count(time.figures)
            return ChartSeries.Value(Double(count), FigureValue.count(count).shown)
        }
    }

    /// A height is for the eye only: what is read is the exact amount.
    private func amounts(_ amount: (Figures) -> MoneySum) -> [ChartSeries.Value] {
        times.map { time in
            let amount = amount(time.figures)
            return ChartSeries.Value(Double(amount.hundredths) / 100, FigureValue.amount(amount).shown)
        }
    }

    /// The same figures as a table; none where the report's own table has them.
    var table: Markup {
        guard !content.isEmpty, content.lines != .days || unit != .day else { return .none }
        let figures = content.figures.filter(\.isDrawn)
        return Table(
            caption: "The figures of the charts",
            columns: [Table.Column(unit.rawValue.capitalized)] + figures.map { Table.Column($0.title) },
            rows: times.map { time in
                [.text(time.name)] + figures.map { .text($0.value(of: time.figures).shown) }
            }
        ).markup
    }
}

extension ReportFigure {
    fileprivate var isDrawn: Bool {
        switch self {
        case .clicks, .leads, .paid, .spent, .profit: true
        case .conversionRate, .approvalRate, .earningsPerClick, .expected, .returnOnInvestment: false
        }
    }
}

extension LeadStatus {
    fileprivate var chartStyle: ChartSeries.Style {
        switch self {
        case .accept: .accept
        case .expect: .expect
        case .reject: .reject
        case .trash: .trash
        }
    }
}
