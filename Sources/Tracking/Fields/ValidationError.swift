/// All wrong fields of a request at once, in the order in which they were found.
package struct ValidationError: Error, Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        package fileprivate(set) var messages: [String]
    }

    package private(set) var fields: [Field] = []

    package init() {}

    package init(_ problem: FieldProblem, in name: String) {
        add(problem, in: name)
    }

    package var isEmpty: Bool { fields.isEmpty }

    package mutating func add(_ problem: FieldProblem, in name: String) {
        if let index = fields.firstIndex(where: { $0.name == name }) {
            fields[index].messages.append(problem.message)
        } else {
            fields.append(Field(name: name, messages: [problem.message]))
        }
    }

    /// Adds everything that another check found.
    package mutating func add(_ other: ValidationError) {
        for field in other.fields {
            if let index = fields.firstIndex(where: { $0.name == field.name }) {
                fields[index].messages += field.messages
            } else {
                fields.append(field)
            }
        }
    }
}
