import FastCGI

/// Of the guard before libfcgi: how a stream is cut into pieces on its way makes no difference.
struct RecordPromises {
    private let stream: [UInt8]
    private static let parameterLimit = 1024

    init(_ stream: [UInt8]) {
        self.stream = stream
    }

    func check() throws {
        var whole = RecordScanner(parameterLimit: Self.parameterLimit)
        let progress = whole.scan(stream[...])
        var lengths = PieceLengths(of: stream)
        for longest in [1, 7, stream.count] {
            var scanner = RecordScanner(parameterLimit: Self.parameterLimit)
            var rest = stream[...]
            var last = RecordScanner.Progress.incomplete
            while last == .incomplete, !rest.isEmpty {
                let length = lengths.next(atMost: min(longest, rest.count))
                last = scanner.scan(rest.prefix(length))
                rest = rest.dropFirst(length)
            }
            // A whole request before the end of the stream: the rest is not the scanner's business in pieces.
            if last == .complete, !rest.isEmpty { last = .refused(.surplusBytes) }
            // Of two reasons in one stream, how it is cut decides which is met first.
            if case .refused = progress, case .refused = last { continue }
            try promise("pieces of up to \(longest) bytes: \(progress), not \(last)", last == progress)
            try promise("the same bytes of body", scanner.bodyBytes == whole.bodyBytes)
            try promise("the same end of parameters", scanner.parametersEnd == whole.parametersEnd)
            try promise("the same request", scanner.requestID == whole.requestID)
        }
    }
}

/// Lengths of pieces that look like chance, the same ones for the same stream.
struct PieceLengths {
    private var state: UInt64

    /// FNV-1a.
    init(of stream: [UInt8]) {
        state = stream.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// From 1 to the limit, which is at least 1.
    mutating func next(atMost limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return 1 + Int(state >> 33) % limit
    }
}
