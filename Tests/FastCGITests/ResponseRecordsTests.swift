import TestSupport
import Testing

@testable import FastCGI

struct ResponseRecordsTests {
    @Test func emptyAnswerIsTwoRecords() {
        #expect(
            ResponseRecords.bytes(of: [], to: 0x0102)
                == Record(.standardOutput, id: 0x0102).bytes
                + Record(.end, id: 0x0102, [0, 0, 0, 0, 0, 0, 0, 0]).bytes)
    }

    @Test(arguments: [1, 7, 8, 9, 8192, 65_527, 65_528, 65_529, 65_535, 65_536, 131_056, 131_057, 1_000_003])
    func outputIsWholeInRecordsOfEightBytes(count: Int) {
        let output = [UInt8].sized(count)
        var rest = ResponseRecords.bytes(of: output, to: 7)[...]
        var received: [UInt8] = []
        while let record = ReceivedRecord(takenFrom: &rest), record.type == 6, !record.content.isEmpty {
            #expect(record.id == 7)
            #expect((record.content.count + record.padding) % 8 == 0)
            received += record.content
        }
        #expect(received == output)
        #expect(Array(rest) == Record(.end, id: 7, [0, 0, 0, 0, 0, 0, 0, 0]).bytes)
    }
}

/// A record taken apart.
private struct ReceivedRecord {
    let type: UInt8
    let id: UInt16
    let content: ArraySlice<UInt8>
    let padding: Int

    init?(takenFrom rest: inout ArraySlice<UInt8>) {
        let header = Array(rest.prefix(8))
        guard header.count == 8, header[0] == 1 else { return nil }
        type = header[1]
        id = UInt16(header[2]) << 8 | UInt16(header[3])
        content = rest.dropFirst(8).prefix(Int(header[4]) << 8 | Int(header[5]))
        padding = Int(header[6])
        rest = rest.dropFirst(8 + content.count + padding)
    }
}
