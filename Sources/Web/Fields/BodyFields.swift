import JSON
import Tracking

/// The members of a JSON body, read one by one while what is wrong with them is gathered.
struct BodyFields {
    private let object: JSONObject
    /// Where the object stands in the body, `dates.0.` for example; empty for the body itself.
    private let path: String
    private(set) var errors = FieldErrors()

    /// Takes an object; a member of another name than these is an error.
    init(_ object: JSONObject, names: [String], path: String = "") {
        self.object = object
        self.path = path
        let known = Set(names.map { Array($0.utf8) })
        for member in object.members {
            guard let name = member.name.stringBytes, !known.contains(Array(name)) else { continue }
            errors.add(.unknownField, in: path + String(decoding: name, as: UTF8.self))
        }
    }

    /// Reads a member that must be there.
    ///
    /// - Returns: nil with its error added when it is missing or `read` refuses it.
    mutating func required<Value>(
        _ name: String, _ read: (JSONText) throws(FieldProblem) -> Value
    ) -> Value? {
        guard object[name] != nil else {
            errors.add(.missing, in: path + name)
            return nil
        }
        return optional(name, read)
    }

    /// Reads a member that need not be there.
    ///
    /// - Returns: nil when it is missing, or with its error added when `read` refuses it.
    mutating func optional<Value>(
        _ name: String, _ read: (JSONText) throws(FieldProblem) -> Value
    ) -> Value? {
        guard let value = object[name] else { return nil }
        do {
            return try read(value)
        } catch {
            errors.add(error, in: path + name)
            return nil
        }
    }

    /// Adds an error for a member of any other value than null.
    mutating func expectNull(_ name: String) {
        guard let value = object[name], value.kind != .null else { return }
        errors.add(.notNull, in: path + name)
    }

    /// The member as it stands; nil when it is missing.
    subscript(_ name: String) -> JSONText? { object[name] }

    mutating func add(_ problem: FieldProblem, in name: String) {
        errors.add(problem, in: path + name)
    }

    /// Adds what was found wrong within a member; the names are whole.
    mutating func add(_ others: FieldErrors) {
        errors.add(others)
    }

    /// - Throws: everything that was found wrong so far.
    func finish() throws(RequestError) {
        guard errors.isEmpty else { throw .invalidFields(errors, source: .json) }
    }
}
