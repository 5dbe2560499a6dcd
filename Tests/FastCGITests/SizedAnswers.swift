import Glibc
import HTTP
import TestSupport

@testable import FastCGI

extension WebServerRequest {
    /// A request that `HTTPResponse.sized` answers with so many bytes.
    init(id: UInt16 = 1, askingFor count: Int, isKept: Bool = true) {
        self.init(
            id: id, isKept: isKept,
            variables: [("REQUEST_METHOD", "GET"), ("REQUEST_URI", "/"), ("QUERY_STRING", "\(count)")])
    }
}

extension HTTPResponse {
    /// 200 with as many bytes as the query says.
    static let sized: FastCGIServer.Handler = { request, answer in
        let count = Int(String(decoding: request.query, as: UTF8.self)) ?? 0
        answer(HTTPResponse(.ok, body: .sized(count)))
    }
}

extension [UInt8] {
    /// Bytes that repeat after so many that a lost, doubled or moved piece shows.
    static func sized(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count { bytes += period.prefix(count - bytes.count) }
        return bytes
    }

    private static let period = (0..<65_521).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
}

extension ArraySlice<UInt8> {
    /// Whether these are just those bytes; quicker than `==` in a debug build.
    func isSized(_ count: Int) -> Bool {
        let expected = [UInt8].sized(count)
        return self.count == count
            && withUnsafeBytes { bytes in bytes.baseAddress.map { memcmp($0, expected, count) } ?? 0 } == 0
    }
}
