import TestSupport

/// What one load has shown, with the recorder and in C.
struct RecordingResult {
    let title: String
    var ours: [RecordingMeasurement] = []
    var inC: [RecordingMeasurement] = []

    static func table(of results: [RecordingResult]) -> MarkdownTable {
        var table = MarkdownTable(header: [
            "events", "recorder us/event", "lowest ... highest", "C us/event", "lowest ... highest", "to C",
            "events/s", "C events/s", "to C", "rows/commit",
        ])
        table.rows = results.map(\.cells)
        return table
    }

    private var cells: [String] {
        let (cost, costOfC) = (ours.map(\.microsecondsPerEvent), inC.map(\.microsecondsPerEvent))
        let (rate, rateOfC) = (ours.map(\.eventsPerSecond), inC.map(\.eventsPerSecond))
        return [
            title, cost.median.rounded(toPlaces: 1), cost.range(places: 1),
            costOfC.median.rounded(toPlaces: 1), costOfC.range(places: 1),
            (cost.median / costOfC.median).rounded(toPlaces: 2),
            rate.median.rounded(toPlaces: 0), rateOfC.median.rounded(toPlaces: 0),
            (rate.median / rateOfC.median).rounded(toPlaces: 2),
            ours.map(\.rowsPerCommit).median.rounded(toPlaces: 1),
        ]
    }
}
