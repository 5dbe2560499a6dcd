import JSON
import Synchronization
import Testing

struct JSONPiecesTests {
    @Test(
        arguments: [
            nil, 0, "a\"b", .text("10.00"), [], [:], [1, [nil, ["a": []]]],
            ["z": 1, "a\"": [["b": nil], 2], "z": 3],
            .elements(JSONElements(reversing: [Int64]()) { .integer($0) }),
            ["a": .elements(JSONElements(reversing: [1, 2, 3]) { [.integer($0), [:]] }), "b": nil],
        ] as [JSONValue])
    func shortValueIsOnePiece(value: JSONValue) {
        var pieces = JSONPieces(value)
        #expect(pieces.next() == value.serialized)
        #expect(pieces.isEnded)
        #expect(pieces.next() == nil)
    }

    @Test func lastElementComesFirst() {
        let value = JSONValue.elements(JSONElements(reversing: [1, 2, 3]) { .integer($0) })
        #expect(value.serialized.elementsEqual("[3,2,1]".utf8))
    }

    @Test func elementsAreMadeWhenTheirPieceIsAskedFor() {
        let made = Mutex(0)
        let text = String(repeating: "x", count: 1000)
        let elements = JSONElements(reversing: Array(0..<1000)) { number in
            made.withLock { $0 += 1 }
            return ["number": .integer(Int64(number)), "text": .string(text)]
        }
        let value: JSONValue = ["elements": .elements(elements), "end": true]
        var pieces = JSONPieces(value)
        var written: [UInt8] = []
        var lastMade = 0
        while let piece = pieces.next() {
            #expect(piece.count < 70_000)
            #expect(made.withLock { $0 } - lastMade < 70)
            lastMade = made.withLock { $0 }
            written += piece
        }
        #expect(lastMade == 1000)
        #expect(written == value.serialized)
    }
}
