import Digests
import JSON
import Storage
import Tracking

/// What is stored of a campaign's expenses on some days.
struct StoredExpenses {
    private(set) var days: [DayExpenses] = []
    /// The last day that has been read; nil: all of them have been.
    private(set) var lastDay: ReportDay?
    private let amountLimit: Int
    private var amountCount = 0

    /// So that not all amounts of ten years are read at once.
    private static let pageSize: Int64 = 20

    /// Reads days in order until there are more amounts than a limit.
    init(
        of campaign: CampaignID, on days: [ReportDay], amountLimit: Int, from store: any Store
    ) throws(StoreError) {
        self.amountLimit = amountLimit
        for run in days.runs {
            try read(campaign, run, store)
            if lastDay != nil { return }
        }
    }

    private mutating func read(
        _ campaign: CampaignID, _ period: ReportPeriod, _ store: any Store
    ) throws(StoreError) {
        var query = ExpensesQuery(campaign: campaign)
        (query.first, query.last) = (period.first, period.last)
        var number: Int64 = 1
        while let page = Page(number: number, size: Self.pageSize) {
            query.page = page
            // Where there are none, the days come that have clicks.
            let rows = try store.expenses(query).rows.filter { !$0.distribution.isEmpty }
            days += rows
            amountCount += rows.reduce(0) { $0 + $1.distribution.count }
            guard rows.count == Int(Self.pageSize) else { return }
            guard amountCount <= amountLimit else {
                lastDay = rows.last?.day
                return
            }
            number += 1
        }
    }

    /// By day.
    var byDay: [ReportDay: DayExpenses] { Dictionary(days.map { ($0.day, $0) }) { $1 } }

    /// Of these days only.
    func on(_ days: [ReportDay]) -> StoredExpenses {
        let chosen = Set(days)
        var some = self
        some.days.removeAll { !chosen.contains($0.day) }
        return some
    }

    /// A text that is another one when anything of it is different, or what further amounts would be in.
    func version(in currency: Currency) -> String {
        let amounts = days.flatMap { day in
            day.distribution.map { "\(day.day) \(day.currency?.code ?? "") \($0.amount.text) \($0.value)" }
        }
        let bytes = JSONValue.array(([currency.code] + amounts).map(JSONValue.string)).serialized
        return SHA256.hexadecimal(Array(SHA256.digest(bytes).prefix(16)))
    }
}

extension [ReportDay] {
    /// Days that follow each other, as periods.
    fileprivate var runs: [ReportPeriod] {
        sorted().reduce(into: []) { runs, day in
            guard let last = runs.last, day.number <= last.last.number + 1 else {
                return runs.append(ReportPeriod(first: day, last: day))
            }
            runs[runs.count - 1] = ReportPeriod(first: last.first, last: day)
        }
    }
}
