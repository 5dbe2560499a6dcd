import JSON
import Testing
import Tracking

/// What real networks send.
struct NetworkMappingTests {
    private func statuses(_ words: [String], mapping: [(word: String, status: LeadStatus)]) throws
        -> [LeadStatus]
    {
        let mapper = try StatusMapper(parameter: "status", mapping: mapping)
        return try words.map { word in
            let fields = EventFields(["clickId": "\(ClickID.sample)", "status": word, "payout": "10"])
            return mapper.reading(of: try Postback(fields).parameters).status
        }
    }

    @Test func terraLeads() throws {
        let mapping: [(word: String, status: LeadStatus)] = [
            ("confirm", .accept), ("accept", .expect), ("expect", .expect), ("reject", .reject),
            ("trash", .trash),
        ]
        #expect(
            try statuses(["accept", "confirm", "confirm", "trash", "fail"], mapping: mapping)
                == [.expect, .accept, .accept, .trash, .trash])
    }

    @Test func affise() throws {
        let mapping: [(word: String, status: LeadStatus)] = [
            ("1", .accept), ("2", .expect), ("3", .reject), ("5", .expect),
        ]
        #expect(
            try statuses(["2", "1", "3", "5", "4"], mapping: mapping) == [
                .expect, .accept, .reject, .expect, .trash,
            ])
    }

    @Test func affiseWithNumbersInJSON() throws {
        let mapper = try StatusMapper(parameter: "status", mapping: [("1", .accept), ("2", .expect)])
        #expect(mapper.reading(of: Parameters(json: #"{"status":2}"#)).status == .expect)
        #expect(mapper.reading(of: Parameters(json: #"{"status":1}"#)).status == .accept)
    }

    @Test func kma() throws {
        let mapping: [(word: String, status: LeadStatus)] = [
            ("A", .accept), ("P", .expect), ("D", .reject), ("F", .trash),
        ]
        #expect(
            try statuses(["P", "A", "D", "F", "a"], mapping: mapping) == [
                .expect, .accept, .reject, .trash, .accept,
            ])
    }

    @Test func wordsInAnyCaseAndWithLineEnds() throws {
        #expect(
            try statuses(
                ["Approved", " APPROVED ", "approved\n", "approved\r\n"], mapping: [("approved", .accept)])
                == [.accept, .accept, .accept, .accept])
    }

    @Test func repeatedStatusMapsTheFirst() throws {
        let mapper = try StatusMapper(
            parameter: "status", mapping: [("hold", .expect), ("approved", .accept)])
        let fields = EventFields(["clickId": "\(ClickID.sample)", "status": "hold", "status": "approved"])
        #expect(mapper.reading(of: try Postback(fields).parameters).status == .expect)
    }
}
