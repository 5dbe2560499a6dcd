import Tracking

/// What is wrong with the fields of a form, to be shown beside them.
struct FormProblems {
    private var messages: [String: [String]] = [:]

    var isEmpty: Bool { messages.isEmpty }

    /// Of fields with a problem.
    var count: Int { messages.count }

    /// The sentences about a field; nil: it is right.
    subscript(_ name: String) -> String? { messages[name]?.joined(separator: " ") }

    mutating func add(_ message: String, in name: String) {
        messages[name, default: []].append(message)
    }

    mutating func add(_ problem: FieldProblem, in name: String) {
        add(problem.message, in: name)
    }

    mutating func add(_ errors: FieldErrors) {
        for field in errors.fields {
            for message in field.messages { add(message, in: field.name) }
        }
    }

    /// The sentences about fields that the form has not.
    func others(than names: [String]) -> String? {
        let known = Set(names)
        let others = messages.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
        return others.isEmpty ? nil : others.flatMap(\.value).joined(separator: " ")
    }

    /// Reads something that may be wrong.
    mutating func gather<Value>(_ read: () throws(FieldErrors) -> Value) -> Value? {
        do {
            return try read()
        } catch {
            add(error)
            return nil
        }
    }
}
