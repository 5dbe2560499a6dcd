/// The records of a request that arrives in pieces, kept until it is whole.
///
/// A body over the limit is followed to its end but not kept: the request is then replayed without a body.
struct PartialRequest {
    private(set) var scanner: RecordScanner
    private(set) var bytes: [UInt8] = []
    /// When all of it must have come, on the monotonic clock: a byte now and then does not put it off.
    let deadline: Int64

    private let limits: Limits
    private var isBodyDropped = false

    init(limits: Limits) {
        scanner = RecordScanner(parameterLimit: limits.parameterBytes)
        deadline = MonotonicClock.now(plusSeconds: limits.receiveTimeoutSeconds)
        self.limits = limits
    }

    mutating func append(_ received: ArraySlice<UInt8>) -> RecordScanner.Progress {
        let progress = scanner.scan(received)
        guard !isBodyDropped else { return progress }
        bytes.append(contentsOf: received)
        if scanner.bodyBytes > limits.bodyBytes, let end = scanner.parametersEnd {
            bytes.replaceSubrange(end..., with: emptyBodyRecord)
            isBodyDropped = true
        }
        return bytes.count <= mostBytes ? progress : .refused(.overhead)
    }

    /// Room for the limits in records of the smallest size that web servers use, not for records that are
    /// nearly all header and padding.
    private var mostBytes: Int { 2 * (limits.parameterBytes + limits.bodyBytes) }

    /// Version 1, type 5 (FCGI_STDIN), the request's id, no content, no padding.
    private var emptyBodyRecord: [UInt8] {
        [1, 5, UInt8(scanner.requestID >> 8), UInt8(scanner.requestID & 0xff), 0, 0, 0, 0]
    }
}
