/// A request's method (RFC 9110 section 9); names are case-sensitive.
package enum HTTPMethod: String, CaseIterable, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
    /// Any method that no route has.
    case other = ""

    package init(_ name: some Sequence<UInt8>) {
        self = Self.allCases.first { $0.rawValue.utf8.elementsEqual(name) } ?? .other
    }
}
