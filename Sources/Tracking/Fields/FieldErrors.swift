/// All wrong fields of a request at once, in the order in which they were found.
package struct FieldErrors: Error, Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        package fileprivate(set) var problems: [FieldProblem]

        /// The sentences that answers carry.
        package var messages: [String] { problems.map(\.message) }
    }

    package private(set) var fields: [Field] = []
    /// By the bytes of the names, since a body may bring very many, and two spellings of a letter are two names.
    private var places: [[UInt8]: Int] = [:]

    package init() {}

    package init(_ problem: FieldProblem, in name: String) {
        add(problem, in: name)
    }

    package var isEmpty: Bool { fields.isEmpty }

    package mutating func add(_ problem: FieldProblem, in name: String) {
        let bytes = Array(name.utf8)
        if let place = places[bytes] {
            fields[place].problems.append(problem)
        } else {
            places[bytes] = fields.count
            fields.append(Field(name: name, problems: [problem]))
        }
    }

    /// Adds everything that another check found.
    package mutating func add(_ others: FieldErrors) {
        for field in others.fields {
            for problem in field.problems { add(problem, in: field.name) }
        }
    }
}
