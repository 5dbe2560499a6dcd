import TestSupport
import Testing

@testable import FastCGI

struct ParameterLengthsTests {
    @Test func streamMayEndBetweenPairsOnly() {
        let bytes = WebServerRequest.pair("NAME", "value") + WebServerRequest.pair("EMPTY", "")
        var lengths = ParameterLengths()
        var ends: [Int] = []
        for index in bytes.indices {
            if lengths.isBetweenPairs { ends.append(index) }
            let isSound = lengths.follow(bytes[index...index], limit: 100)
            #expect(isSound)
        }
        #expect(ends == [0, 11])
        #expect(lengths.isBetweenPairs)
    }

    @Test(arguments: [0, 1, 127, 128, 255, 256, 65_535, 65_536])
    func lengthsOfBothFormsAreFollowed(count: Int) {
        let pair = WebServerRequest.pair("N", String(repeating: "v", count: count))
        var lengths = ParameterLengths()
        let isSound = lengths.follow(pair.dropLast()[...], limit: 100_000)
        #expect(isSound)
        #expect(!lengths.isBetweenPairs)
        let isSoundAtTheEnd = lengths.follow(pair.suffix(1), limit: 100_000)
        #expect(isSoundAtTheEnd)
        #expect(lengths.isBetweenPairs)
    }

    @Test func emptyPairIsWhole() {
        var lengths = ParameterLengths()
        let isSound = lengths.follow([0, 0], limit: 10)
        #expect(isSound)
        #expect(lengths.isBetweenPairs)
    }

    @Test func longFormOfAShortLengthIsTheSame() {
        var lengths = ParameterLengths()
        let isSound = lengths.follow([0x80, 0, 0, 1, 0x80, 0, 0, 1, 0x4e, 0x76], limit: 10)
        #expect(isSound)
        #expect(lengths.isBetweenPairs)
    }

    @Test(
        arguments: [
            [0x80, 0, 0, 11], [11], [0xff, 0xff, 0xff, 0xff], [1, 11], [1, 0xff, 0xff, 0xff, 0xff], [6, 5],
            [1, 1, 0, 0, 10, 10],
        ] as [[UInt8]])
    func lengthOverTheLimitIsNoticed(bytes: [UInt8]) {
        var lengths = ParameterLengths()
        let isSound = lengths.follow(bytes[...], limit: 10)
        #expect(!isSound)
    }

    @Test(arguments: [[10], [5, 5], [10, 0], [0, 10]] as [[UInt8]])
    func lengthUpToTheLimitIsSound(bytes: [UInt8]) {
        var lengths = ParameterLengths()
        let isSound = lengths.follow(bytes[...], limit: 10)
        #expect(isSound)
    }
}
