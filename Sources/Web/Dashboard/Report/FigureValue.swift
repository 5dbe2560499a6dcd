import Markup
import Tracking

/// What stands in one cell of a report.
enum FigureValue: Hashable, Sendable {
    case count(Int64)
    case amount(MoneySum)
    /// With as many decimals as in the API.
    case rate(Ratio)
    /// A part of a whole.
    case share(Ratio)
    /// In percent already.
    case percent(Ratio)
    /// Nobody knows, or it cannot be said.
    case unknown

    /// As people read it.
    var shown: String {
        switch self {
        case .count(let count): String(count).readableNumber
        case .amount(let amount): amount.description.readableNumber
        case .rate(let ratio): ratio.text(decimals: Figures.rateDecimals).readableNumber
        case .share(let ratio): Self.percent(ratio.scaled(by: 10_000))
        case .percent(let ratio): Self.percent(ratio.scaled(by: 100))
        case .unknown: "–"
        }
    }

    private static func percent(_ hundredths: Int128) -> String {
        Ratio(hundredths, to: 100).text(decimals: 2).readableNumber + " %"
    }

    /// As the API writes it; nil where nothing is known.
    var plain: String? {
        switch self {
        case .count(let count): String(count)
        case .amount(let amount): amount.description
        case .rate(let ratio), .share(let ratio): ratio.text(decimals: Figures.rateDecimals)
        case .percent(let ratio): ratio.text(decimals: 2)
        case .unknown: nil
        }
    }

    /// What values of one column are sorted by.
    var rank: Int128 {
        switch self {
        case .count(let count): Int128(count)
        case .amount(let amount): amount.trillionths
        case .rate(let ratio), .share(let ratio), .percent(let ratio): ratio.scaled(by: 1_000_000)
        case .unknown: .min
        }
    }

    var isNothing: Bool {
        switch self {
        case .count(let count): count == 0
        case .amount(let amount): amount == .zero
        case .rate(let ratio), .share(let ratio), .percent(let ratio): ratio.dividend == 0
        case .unknown: true
        }
    }

    var isNegative: Bool {
        switch self {
        case .amount(let amount): amount < .zero
        case .percent(let ratio): ratio.dividend < 0
        case .count, .rate, .share, .unknown: false
        }
    }
}
