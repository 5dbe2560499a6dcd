import TestSupport
import Testing

@testable import FastCGI

struct RecordScannerTests {
    /// Of the parameters, in bytes.
    static let limit = 1024

    /// A stream that must be refused, and why.
    struct Malformed: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bytes: [UInt8]
        let refusal: RecordScanner.Refusal

        init(_ description: String, _ bytes: [UInt8], _ refusal: RecordScanner.Refusal) {
            testDescription = description
            self.bytes = bytes
            self.refusal = refusal
        }
    }

    /// A body in three records, padding wherever it is allowed, a long parameter.
    private static var request: WebServerRequest {
        var request = WebServerRequest(id: 0x0102, body: Array("0123456789".utf8), recordBytes: 4, padding: 3)
        request.variables.append(("HTTP_COOKIE", String(repeating: "c", count: 200)))
        return request
    }

    @Test func wholeRequestIsComplete() {
        let request = Self.request
        var scanner = RecordScanner(parameterLimit: Self.limit)
        #expect(scanner.scan(request.bytes[...]) == .complete)
        #expect(scanner.bodyBytes == 10)
        #expect(scanner.requestID == 0x0102)
        #expect(scanner.parametersEnd == (request.begin + request.parameters).count)
    }

    @Test func everySplitGivesTheSame() {
        let bytes = Self.request.bytes
        var whole = RecordScanner(parameterLimit: Self.limit)
        _ = whole.scan(bytes[...])
        for split in 1..<bytes.count {
            var scanner = RecordScanner(parameterLimit: Self.limit)
            #expect(scanner.scan(bytes[..<split]) == .incomplete, "first \(split) bytes")
            #expect(scanner.scan(bytes[split...]) == .complete, "after \(split) bytes")
            #expect(scanner.bodyBytes == whole.bodyBytes)
            #expect(scanner.parametersEnd == whole.parametersEnd)
        }
    }

    @Test func byteByByteGivesTheSame() {
        let bytes = Self.request.bytes
        var scanner = RecordScanner(parameterLimit: Self.limit)
        for index in bytes.indices {
            let progress = scanner.scan(bytes[index...index])
            #expect(progress == (index == bytes.count - 1 ? .complete : .incomplete))
        }
        #expect(scanner.bodyBytes == 10)
    }

    @Test func nothingIsIncomplete() {
        var scanner = RecordScanner(parameterLimit: Self.limit)
        #expect(scanner.scan([]) == .incomplete)
        #expect(scanner.parametersEnd == nil)
    }

    @Test func requestWithoutParametersIsComplete() {
        let bytes = WebServerRequest().begin + Record(.parameters).bytes + Record(.standardInput).bytes
        var scanner = RecordScanner(parameterLimit: Self.limit)
        #expect(scanner.scan(bytes[...]) == .complete)
        #expect(scanner.bodyBytes == 0)
    }

    @Test func parametersUpToTheLimitAreComplete() {
        let value = String(repeating: "v", count: Self.limit - 6)
        let pairs = WebServerRequest.pair("N", value)
        let bytes =
            WebServerRequest().begin + Record(.parameters, pairs).bytes + Record(.parameters).bytes
            + Record(.standardInput).bytes
        var scanner = RecordScanner(parameterLimit: pairs.count)
        #expect(scanner.scan(bytes[...]) == .complete)
        var smaller = RecordScanner(parameterLimit: pairs.count - 1)
        #expect(smaller.scan(bytes[...]) == .refused(.parametersTooLarge))
    }

    @Test(arguments: malformed)
    func malformedStreamIsRefused(_ stream: Malformed) {
        var scanner = RecordScanner(parameterLimit: Self.limit)
        #expect(scanner.scan(stream.bytes[...]) == .refused(stream.refusal))
    }

    @Test(arguments: malformed)
    func malformedStreamIsRefusedWhereverItBreaks(_ stream: Malformed) {
        for split in stream.bytes.indices {
            var scanner = RecordScanner(parameterLimit: Self.limit)
            let first = scanner.scan(stream.bytes[..<split])
            let last =
                first == .incomplete || first == .complete ? scanner.scan(stream.bytes[split...]) : first
            #expect(last == .refused(stream.refusal), "split at \(split)")
        }
    }
}

extension RecordScannerTests {
    static let malformed: [Malformed] = framing + beginnings + parameters + bodies

    private static let begin = WebServerRequest().begin
    private static let head = begin + WebServerRequest().parameters

    private static let framing = [
        Malformed("version 0", Record(.begin, [0, 1, 0, 0, 0, 0, 0, 0]).version(0).bytes, .version(0)),
        Malformed("version 2", begin + Record(.parameters).version(2).bytes, .version(2)),
        Malformed("HTTP instead of FastCGI", Array("GET / HTTP/1.1\r\n\r\n".utf8), .version(0x47)),
        Malformed("management record", Record(.getValues, id: 0).bytes, .recordType(9)),
        Malformed("unknown type", begin + Record(.unknown).bytes, .recordType(11)),
        Malformed("an answer's record", begin + Record(.standardOutput).bytes, .recordType(6)),
        Malformed("a filter's record", head + Record(.data).bytes, .recordType(8)),
        Malformed("abort at once", Record(.abort).bytes, .recordType(2)),
        Malformed("abort in the parameters", begin + Record(.abort).bytes, .recordType(2)),
        Malformed("abort in the body", head + Record(.abort).bytes, .recordType(2)),
    ]

    private static let beginnings = [
        Malformed("parameters first", Record(.parameters).bytes, .order),
        Malformed("body first", Record(.standardInput).bytes, .order),
        Malformed("begin twice", begin + begin, .order),
        Malformed("begin too short", Record(.begin, [0, 1, 0]).bytes, .order),
        Malformed("begin empty", Record(.begin).bytes, .order),
        Malformed("begin too long", Record(.begin, [UInt8](repeating: 1, count: 9)).bytes, .order),
        Malformed("begin padded", Record(.begin, [0, 1, 0, 0, 0, 0, 0, 0], padding: 8).bytes, .padding),
        Malformed("request 0", Record(.begin, id: 0, [0, 1, 0, 0, 0, 0, 0, 0]).bytes, .requestID),
        Malformed("role 0", Record(.begin, [0, 0, 0, 0, 0, 0, 0, 0]).bytes, .role(0)),
        Malformed("authorizer", Record(.begin, [0, 2, 0, 0, 0, 0, 0, 0]).bytes, .role(2)),
        Malformed("filter", Record(.begin, [0, 3, 0, 0, 0, 0, 0, 0]).bytes, .role(3)),
        Malformed("role 257", Record(.begin, [1, 1, 0, 0, 0, 0, 0, 0]).bytes, .role(256)),
    ]

    private static let parameters = [
        Malformed("parameters of another request", begin + Record(.parameters, id: 2).bytes, .requestID),
        Malformed("body before the parameters' end", begin + Record(.standardInput).bytes, .order),
        Malformed("padded end", begin + Record(.parameters, padding: 8).bytes, .padding),
        Malformed(
            "name length near 2^31", begin + Record(.parameters, [0xff, 0xff, 0xff, 0xff, 1]).bytes,
            .parameterLengths),
        Malformed(
            "value length near 2^31", begin + Record(.parameters, [1, 0xff, 0xff, 0xff, 0xfe]).bytes,
            .parameterLengths),
        Malformed(
            "name and value together too long",
            begin + Record(.parameters, [0x80, 0, 3, 0xff, 0x80, 0, 0, 2]).bytes, .parameterLengths),
        Malformed(
            "end within a pair", begin + Record(.parameters, [4, 4, 0x4e]).bytes + Record(.parameters).bytes,
            .parameterLengths),
        Malformed(
            "end within a length", begin + Record(.parameters, [0x80, 0]).bytes + Record(.parameters).bytes,
            .parameterLengths),
        Malformed(
            "end before a value's length", begin + Record(.parameters, [4]).bytes + Record(.parameters).bytes,
            .parameterLengths),
        Malformed(
            "many small pairs over the limit",
            begin + Record(.parameters, (0..<257).flatMap { _ in WebServerRequest.pair("A", "B") }).bytes,
            .parametersTooLarge),
    ]

    private static let bodies = [
        Malformed("body of another request", head + Record(.standardInput, id: 2, [1]).bytes, .requestID),
        Malformed("parameters in the body", head + Record(.parameters, [1, 1, 1, 1]).bytes, .order),
        Malformed("begin in the body", head + Record(.standardInput, [1]).bytes + begin, .order),
        Malformed("padded end of the body", head + Record(.standardInput, padding: 1).bytes, .padding),
        Malformed("one byte too many", WebServerRequest().bytes + [1], .surplusBytes),
        Malformed("two requests at once", WebServerRequest().bytes + WebServerRequest().bytes, .surplusBytes),
    ]
}
