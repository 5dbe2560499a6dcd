/// One figure over time, as a chart draws it.
package struct ChartSeries: Sendable {
    /// As a legend has it: `accepted`.
    let name: String
    let style: Style
    /// One for each place of the chart.
    let values: [Value]

    package init(_ name: String, _ style: Style, _ values: [Value]) {
        self.name = name
        self.style = style
        self.values = values
    }

    /// What it is drawn like; the words are classes of the style sheet.
    package enum Style: String, Sendable {
        case click, accept, expect, reject, trash
        case paid, cost, profit
    }

    package struct Value: Sendable {
        /// How high it is drawn, which may be inexact.
        let height: Double
        /// As people read it.
        let text: String

        package init(_ height: Double, _ text: String) {
            self.height = height
            self.text = text
        }
    }

    /// `91 accepted`.
    func text(at place: Int) -> String { "\(values[place].text) \(name)" }
}

/// A day, or a longer time, along a chart.
package struct ChartPlace: Sendable {
    /// What stands below: `13 Nov`.
    let label: String
    /// What it is called beside its values: `Fri 13 Nov 2026`.
    let name: String

    package init(_ label: String, _ name: String) {
        self.label = label
        self.name = name
    }
}

extension ChartSeries.Style {
    /// Of what fills an area.
    var areaClass: String { "bar b-\(rawValue)" }

    var lineClass: String { "line l-\(rawValue)" }
}

extension [ChartSeries] {
    /// What the colours mean; each has a sign or a stroke of its own, too.
    var legend: Markup {
        Markup { page in
            page.element("ul", ["class": "legend"]) { page in
                for series in self { series.writeLegend(to: &page) }
            }
        }
    }
}

extension ChartSeries {
    fileprivate func writeLegend(to page: inout MarkupWriter) {
        switch style {
        case .accept, .expect, .reject, .trash:
            page.element("li", ["class": "\(style.rawValue) status"], text: name)
        case .click, .paid, .cost, .profit:
            page.element("li") { page in
                page.element(
                    "span", ["class": style == .click ? "swatch" : "key \(style.rawValue)"], text: "")
                page.text(name)
            }
        }
    }
}
