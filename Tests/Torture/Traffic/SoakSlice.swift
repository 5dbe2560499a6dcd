import Foundation

/// One line of the table of a long run.
struct SoakSlice: CustomStringConvertible {
    static let header = """
        | events | requests/s | p50 ms | p99 ms | memory MB | sockets | files | WAL MB | database MB |
        |---:|---:|---:|---:|---:|---:|---:|---:|---:|
        """

    let eventCount: Int
    let load: EventLoad.Result
    let figures: ResponderFigures

    var description: String {
        let cells = [
            "\(eventCount)", text(load.requestsPerSecond, 0), text(load.medianMilliseconds, 2),
            text(load.slowestPercentMilliseconds, 2), text(figures.residentMegabytes, 1),
            "\(figures.sockets)",
            "\(figures.otherFiles)", text(figures.logMegabytes, 1), text(figures.databaseMegabytes, 0),
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }

    private func text(_ number: Double, _ places: Int) -> String { String(format: "%.\(places)f", number) }
}
