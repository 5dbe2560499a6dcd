import Foundation
import GRDB
import Storage
import TestSupport
import Testing
import Tracking

/// Random events of few click ids through processes that come, go and are killed, against a plain dictionary.
struct RandomProcessesTests {
    @Test(arguments: 0..<200)
    func journeysEqualThoseOfADictionary(seed: Int) throws {
        var site = try RandomProcesses(seed: seed)
        for _ in 0..<40 { try site.step() }
        #expect(try site.storedJourneys() == site.journeys)
        #expect(try site.processes[0].store.verify(limit: 10) == [])
        for id in site.journeys.keys {
            #expect(try site.processes.allSatisfy { try $0.store.journey(id) != nil })
        }
    }
}

/// How many events of each kind a journey has.
private struct EventCounts: Hashable {
    var clicks = 0
    var leads = 0
    var postbacks = 0
}

/// Two processes on one file.
private struct RandomProcesses {
    private var random: SeededGenerator
    private(set) var processes: [RecordingStore] = []
    private(set) var journeys: [ClickID: EventCounts] = [:]
    private let ids: [ClickID]

    init(seed: Int) throws {
        random = SeededGenerator(seed: UInt64(seed))
        // Some have the same leading bits, as those of UUID version 7 have.
        var ids: [ClickID] = []
        for number in 0..<UInt64.random(in: 5...60, using: &random) {
            ids.append(ClickID(high: number.isMultiple(of: 3) ? 7 : random.next(), low: number))
        }
        self.ids = ids
        try open(in: TemporaryFolder())
    }

    mutating func step() throws {
        if random.chance(5) {
            try open(in: processes[0].filesAfterKill())
        } else if random.chance(5) {
            processes[0].recorder.stop()
            try processes[0].store.close()
            processes[0] = try process(in: processes[0].folder)
            processes.swapAt(0, 1)
        }
        try recordSome(on: random.pick(processes))
    }

    /// One or more transactions.
    private mutating func recordSome(on process: RecordingStore) throws {
        let events = try (0..<Int.random(in: 1...8, using: &random)).map { _ in try event() }
        try process.recorder.answers(to: events).forEach { _ = try $0.get() }
    }

    private mutating func event() throws -> Event {
        let id = random.pick(ids)
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<6:
            journeys[id, default: EventCounts()].clicks += 1
            return try .clicked(id)
        case 6..<8:
            journeys[id, default: EventCounts()].leads += 1
            return .left(id)
        default:
            journeys[id, default: EventCounts()].postbacks += 1
            return .reported(id, "approved")
        }
    }

    private mutating func open(in folder: TemporaryFolder) throws {
        processes = [try process(in: folder), try process(in: folder)]
    }

    private mutating func process(in folder: TemporaryFolder) throws -> RecordingStore {
        try RecordingStore(indexBatchSize: random.pick([1, 3, 8, 20, 1_000]), folder: folder)
    }

    /// What stands in the rows of journeys; a click id with two of them is not what is expected.
    func storedJourneys() throws -> [ClickID: EventCounts] {
        let rows = try processes[0].otherConnection().read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT click_id, (clicked_at IS NOT NULL) + repeat_count, lead_count, postback_count FROM journey
                    """)
        }
        struct TwoJourneys: Error {}
        return try rows.reduce(into: [:]) { journeys, row in
            let bytes: Data = row[0]
            guard let id = ClickID(bytes: Array(bytes)), journeys[id] == nil else { throw TwoJourneys() }
            journeys[id] = EventCounts(clicks: row[1], leads: row[2], postbacks: row[3])
        }
    }
}
