/// Finds what answers at a path. A path has literal segments and named ones: `/campaigns/<id>`.
///
/// Paths are compared byte for byte: letter case and a slash at the end count.
package struct Router<Endpoint: Sendable>: Sendable {
    private let exact: [String: Endpoint]
    private let patterns: [(segments: [Segment], endpoint: Endpoint)]
    /// Of the longest pattern.
    private let mostSegments: Int

    private enum Segment {
        case literal(Substring)
        case named(String)
    }

    /// An endpoint that was found, with what stood in the named segments of its path.
    package struct Match {
        package let endpoint: Endpoint
        package let parameters: PathParameters
    }

    /// - Parameter table: where a path stands twice the last one counts; literal paths go before named ones.
    package init(_ table: [(path: String, endpoint: Endpoint)]) {
        let isPattern = { (path: String) in path.contains("<") }
        exact = Dictionary(
            table.filter { !isPattern($0.path) }.map { ($0.path, $0.endpoint) },
            uniquingKeysWith: { _, last in last })
        patterns = table.filter { isPattern($0.path) }.map { (Self.segments(of: $0.path), $0.endpoint) }
        mostSegments = patterns.map(\.segments.count).max() ?? 0
    }

    /// - Returns: nil when nothing answers there.
    package func match(_ path: String) -> Match? {
        if let endpoint = exact[path] { return Match(endpoint: endpoint, parameters: PathParameters()) }
        // One more shows that no pattern is as long.
        let segments = path.utf8.split(
            separator: UInt8(ascii: "/"), maxSplits: mostSegments, omittingEmptySubsequences: false
        ).map { Substring($0) }
        for pattern in patterns {
            guard let parameters = Self.parameters(of: segments, in: pattern.segments) else { continue }
            return Match(endpoint: pattern.endpoint, parameters: parameters)
        }
        return nil
    }

    private static func segments(of path: String) -> [Segment] {
        path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix("<"), segment.hasSuffix(">") else { return .literal(segment) }
            return .named(String(segment.dropFirst().dropLast()))
        }
    }

    /// What stands in the named segments; nil when the path has another form. A named segment is never empty.
    private static func parameters(of path: [Substring], in pattern: [Segment]) -> PathParameters? {
        guard path.count == pattern.count else { return nil }
        var parameters = PathParameters()
        for (segment, expected) in zip(path, pattern) {
            switch expected {
            case .literal(let text):
                guard segment == text else { return nil }
            case .named(let name):
                guard !segment.isEmpty else { return nil }
                parameters.add(name, escaped: segment)
            }
        }
        return parameters
    }
}
