/// Guard before libfcgi: follows the records of one request (FastCGI specification, section 3) byte by byte
/// and says when the request is whole, so that libfcgi never waits for a peer and never meets a record
/// that it does not survive.
///
/// libfcgi 2.4 overruns a stack buffer on FCGI_GET_VALUES with many names, asserts on lengths near 2^31,
/// and loses its place after padding on a record that ends a stream. No web server sends any of these.
package struct RecordScanner {
    package enum Progress: Equatable {
        /// The request goes on after the bytes seen so far.
        case incomplete
        /// The request ends with the last byte seen.
        case complete
        /// Not what a web server sends; close the connection.
        case refused(Refusal)
    }

    package enum Refusal: Error, Equatable {
        case version(UInt8)
        case recordType(UInt8)
        case order
        case role(Int)
        case requestID
        case padding
        case parameterLengths
        case parametersTooLarge
        case surplusBytes
        case overhead
    }

    /// Bytes of the request's body so far, dropped ones included.
    package private(set) var bodyBytes = 0
    /// Offset just behind the record that ends the parameters; nil before it.
    package private(set) var parametersEnd: Int?

    private let parameterLimit: Int
    private var position = 0
    private var stage = Stage.begin
    package private(set) var requestID: UInt16 = 0
    private var parameterBytes = 0
    private var lengths = ParameterLengths()
    private var header = PartialHeader()
    private var record = Record(type: 0, contentRemaining: 0, paddingRemaining: 0)

    private enum Stage { case begin, parameters, body, end }

    private struct Record {
        var type: UInt8
        var contentRemaining: Int
        var paddingRemaining: Int
    }

    package init(parameterLimit: Int) {
        self.parameterLimit = parameterLimit
    }

    /// Takes the next bytes of the connection, in order; to be called until it says something else than
    /// `incomplete`.
    package mutating func scan(_ bytes: ArraySlice<UInt8>) -> Progress {
        var rest = bytes
        do throws(Refusal) {
            while !rest.isEmpty {
                guard stage != .end else { throw .surplusBytes }
                try advance(&rest)
            }
        } catch {
            return .refused(error)
        }
        return stage == .end ? .complete : .incomplete
    }

    private mutating func advance(_ rest: inout ArraySlice<UInt8>) throws(Refusal) {
        if record.contentRemaining > 0 {
            try takeContent(&rest)
        } else if record.paddingRemaining > 0 {
            let count = min(record.paddingRemaining, rest.count)
            record.paddingRemaining -= count
            skip(count, of: &rest)
        } else if let header = header.take(&rest, advancing: &position) {
            try beginRecord(header)
        }
    }

    private mutating func beginRecord(_ header: PartialHeader.Fields) throws(Refusal) {
        guard header.version == 1 else { throw .version(header.version) }
        record = Record(
            type: header.type, contentRemaining: header.contentLength, paddingRemaining: header.paddingLength)
        switch (stage, RecordType(rawValue: header.type)) {
        case (.begin, .beginRequest):
            guard header.requestID != 0 else { throw .requestID }
            guard header.contentLength == 8 else { throw .order }
            guard header.paddingLength == 0 else { throw .padding }
            requestID = header.requestID
        case (.parameters, .parameters):
            try requireSameRequest(header)
            guard header.contentLength == 0 else { return }
            guard header.paddingLength == 0 else { throw .padding }
            guard lengths.isBetweenPairs else { throw .parameterLengths }
            stage = .body
            parametersEnd = position
        case (.body, .standardInput):
            try requireSameRequest(header)
            guard header.contentLength == 0 else { return }
            guard header.paddingLength == 0 else { throw .padding }
            stage = .end
        case (_, nil):
            throw .recordType(header.type)
        default:
            throw .order
        }
    }

    private func requireSameRequest(_ header: PartialHeader.Fields) throws(Refusal) {
        guard header.requestID == requestID else { throw .requestID }
    }

    private mutating func takeContent(_ rest: inout ArraySlice<UInt8>) throws(Refusal) {
        let count = min(record.contentRemaining, rest.count)
        let content = rest.prefix(count)
        switch stage {
        case .begin:
            try takeRole(content)
        case .parameters:
            parameterBytes += count
            guard parameterBytes <= parameterLimit else { throw .parametersTooLarge }
            guard lengths.follow(content, limit: parameterLimit) else { throw .parameterLengths }
        case .body:
            bodyBytes += count
        case .end:
            break
        }
        record.contentRemaining -= count
        skip(count, of: &rest)
    }

    /// FCGI_BeginRequestBody: role in bytes 0 and 1, flags in byte 2. Only the responder role is ours.
    private mutating func takeRole(_ content: ArraySlice<UInt8>) throws(Refusal) {
        for (offset, byte) in zip((8 - record.contentRemaining)..., content) {
            if offset == 0, byte != 0 { throw .role(Int(byte) << 8) }
            if offset == 1, byte != 1 { throw .role(Int(byte)) }
        }
        if content.count == record.contentRemaining { stage = .parameters }
    }

    private mutating func skip(_ count: Int, of rest: inout ArraySlice<UInt8>) {
        rest = rest.dropFirst(count)
        position += count
    }
}

/// The record types that belong to a responder's request; everything else is refused.
private enum RecordType: UInt8 {
    case beginRequest = 1
    case parameters = 4
    case standardInput = 5
}
