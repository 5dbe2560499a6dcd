import TestSupport
import Testing

@testable import FastCGI

struct PartialRequestTests {
    private var limits: Limits {
        var limits = Limits()
        limits.parameterBytes = 512
        limits.bodyBytes = 16
        return limits
    }

    private func request(bodyBytes: Int, padding: Int = 0) -> WebServerRequest {
        WebServerRequest(
            id: 0x0203, body: [UInt8](repeating: 7, count: bodyBytes), recordBytes: 5, padding: padding)
    }

    @Test func everySplitKeepsEveryByte() {
        let bytes = request(bodyBytes: 16, padding: 2).bytes
        for split in 1..<bytes.count {
            var partial = PartialRequest(limits: limits)
            let first = partial.append(bytes[..<split])
            let last = partial.append(bytes[split...])
            #expect(first == .incomplete && last == .complete, "split at \(split)")
            #expect(partial.bytes == bytes)
            #expect(partial.scanner.bodyBytes == 16)
        }
    }

    @Test func byteByByteKeepsEveryByte() {
        let bytes = request(bodyBytes: 16).bytes
        var partial = PartialRequest(limits: limits)
        let progress = bytes.indices.map { partial.append(bytes[$0...$0]) }
        #expect(progress.last == .complete)
        #expect(progress.dropLast().allSatisfy { $0 == .incomplete })
        #expect(partial.bytes == bytes)
    }

    @Test func bodyOverTheLimitIsDroppedWhereverItBreaks() {
        let request = request(bodyBytes: 17)
        let bytes = request.bytes
        let kept = request.begin + request.parameters + Record(.standardInput, id: request.id).bytes
        for split in 1..<bytes.count {
            var partial = PartialRequest(limits: limits)
            let first = partial.append(bytes[..<split])
            let last = partial.append(bytes[split...])
            #expect(first == .incomplete && last == .complete, "split at \(split)")
            #expect(partial.bytes == kept)
            #expect(partial.scanner.bodyBytes == 17)
        }
    }

    @Test func bodyOverTheLimitIsFollowedToItsEnd() {
        let request = request(bodyBytes: 100_000)
        let bytes = request.bytes
        var partial = PartialRequest(limits: limits)
        var progress = RecordScanner.Progress.incomplete
        var rest = bytes[...]
        while !rest.isEmpty {
            progress = partial.append(rest.prefix(1000))
            rest = rest.dropFirst(1000)
            #expect(partial.bytes.count < 3000)
        }
        #expect(progress == .complete)
        #expect(partial.scanner.bodyBytes == 100_000)
    }

    @Test func droppedRequestIsOneThatTheScannerTakes() {
        let bytes = request(bodyBytes: 1000).bytes
        var partial = PartialRequest(limits: limits)
        _ = partial.append(bytes[...])
        var scanner = RecordScanner(parameterLimit: limits.parameterBytes)
        #expect(scanner.scan(partial.bytes[...]) == .complete)
        #expect(scanner.bodyBytes == 0)
    }

    @Test func moreHeaderAndPaddingThanContentIsRefused() {
        let head = request(bodyBytes: 0).begin + request(bodyBytes: 0).parameters
        var partial = PartialRequest(limits: limits)
        var progress = partial.append(head[...])
        for _ in 0..<8 where progress == .incomplete {
            progress = partial.append(Record(.standardInput, id: 0x0203, [1], padding: 255).bytes[...])
        }
        #expect(progress == .refused(.overhead))
    }

    @Test func refusalIsPassedOn() {
        var partial = PartialRequest(limits: limits)
        #expect(partial.append(Record(.getValues, id: 0).bytes[...]) == .refused(.recordType(9)))
    }

    @Test func deadlineIsSetAtTheStart() {
        let before = MonotonicClock.now
        var partial = PartialRequest(limits: limits)
        let deadline = partial.deadline
        _ = partial.append([1])
        #expect(partial.deadline == deadline)
        #expect(deadline >= before + 30_000)
    }
}
