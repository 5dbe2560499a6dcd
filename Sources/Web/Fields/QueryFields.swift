import HTTP
import Tracking

/// The fields of a query, read one by one while what is wrong with them is gathered.
///
/// A repeated field counts by its first value; a field that nobody reads is passed over.
struct QueryFields {
    private let pairs: [QueryString.Pair]
    private(set) var errors = FieldErrors()

    init(_ query: ArraySlice<UInt8>) {
        self.init(QueryString(query))
    }

    init(_ query: QueryString) {
        pairs = query.pairs
    }

    /// - Returns: nil when the field is missing.
    func text(_ name: String) -> String? {
        pairs.first { $0.name.elementsEqual(name.utf8) }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// Each value of a field that may be repeated.
    func texts(named name: String) -> [String] {
        pairs.filter { $0.name.elementsEqual(name.utf8) }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// The fields whose names begin with a text, without it: `parameter.` of `parameter.source=facebook`.
    func texts(behind prefix: String) -> [(name: String, value: String)] {
        pairs.filter { $0.name.starts(with: prefix.utf8) && $0.name.count > prefix.utf8.count }.map { pair in
            (
                name: String(decoding: pair.name.dropFirst(prefix.utf8.count), as: UTF8.self),
                value: String(decoding: pair.value, as: UTF8.self)
            )
        }
    }

    /// Reads a field that must be there.
    ///
    /// - Returns: nil with its error added when it is missing or `read` refuses it.
    mutating func required<Value>(
        _ name: String, _ read: (String) throws(FieldProblem) -> Value
    ) -> Value? {
        guard let text = text(name) else {
            errors.add(.missing, in: name)
            return nil
        }
        return value(text, name, read)
    }

    /// Reads a field that need not be there.
    ///
    /// - Returns: nil when it is missing, or with its error added when `read` refuses it.
    mutating func optional<Value>(
        _ name: String, _ read: (String) throws(FieldProblem) -> Value
    ) -> Value? {
        guard let text = text(name) else { return nil }
        return value(text, name, read)
    }

    /// Adds an error for each field whose name is nearly that of a filter; `others` mean something else.
    mutating func refuseNearMisses(of filters: [String], behind prefixes: [String] = [], others: [String]) {
        let known = filters + others
        for pair in pairs where !known.contains(where: { $0.utf8.elementsEqual(pair.name) }) {
            let expected = NearMiss.meaning(of: Array(pair.name), among: filters, behind: prefixes)
            if let expected {
                add(.nearly(expected: expected), in: String(decoding: pair.name, as: UTF8.self))
            }
        }
    }

    mutating func add(_ problem: FieldProblem, in name: String) {
        errors.add(problem, in: name)
    }

    /// - Throws: everything that was found wrong so far.
    func finish() throws(RequestError) {
        guard errors.isEmpty else { throw .invalidFields(errors, source: .query) }
    }

    private mutating func value<Value>(
        _ text: String, _ name: String, _ read: (String) throws(FieldProblem) -> Value
    ) -> Value? {
        do {
            return try read(text)
        } catch {
            errors.add(error, in: name)
            return nil
        }
    }
}
