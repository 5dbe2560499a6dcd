import Foundation
import TestSupport

/// c/ledger.c: the same rows in the same database, by libsqlite3 alone.
struct LedgerInC {
    let program: String
    let events: EventMix
    /// The events of each transaction.
    let batchSize: Int

    /// Stores events in a database that has nothing but a campaign.
    func measure(_ database: String, warmUpSeconds: Int, seconds: Int) throws -> RecordingMeasurement {
        let arguments = [
            "-b", "\(batchSize)", "-m", events.rawValue, "-w", "\(warmUpSeconds)", "-s", "\(seconds)",
            database,
        ]
        let output = try Command(program, arguments).runSuccessfully()
        let numbers = output.split(separator: " ").compactMap { Double($0.trimmingCharacters(in: .newlines)) }
        guard output.hasPrefix("RESULT "), numbers.count == 4 else { throw Unexpected("ledger: \(output)") }
        return RecordingMeasurement(
            eventCount: Int(numbers[0]), commitCount: Int(numbers[1]), seconds: numbers[2] / 1e9,
            processorSeconds: numbers[3] / 1e9)
    }
}
