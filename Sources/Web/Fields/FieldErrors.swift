import JSON
import Tracking

/// All wrong fields of a request at once, in the order in which they were found, and what is said about each.
struct FieldErrors: Error {
    private var messages: [(name: String, texts: [String])] = []
    /// By the bytes of the names, since a body may bring very many, and two spellings of a letter are two names.
    private var places: [[UInt8]: Int] = [:]

    init() {}

    init(_ error: ValidationError) {
        add(error)
    }

    var isEmpty: Bool { messages.isEmpty }

    mutating func add(_ text: String, in name: String) {
        let bytes = Array(name.utf8)
        if let place = places[bytes] {
            messages[place].texts.append(text)
        } else {
            places[bytes] = messages.count
            messages.append((name: name, texts: [text]))
        }
    }

    /// Adds everything that a check of the domain found.
    mutating func add(_ error: ValidationError) {
        for field in error.fields {
            for text in field.messages { add(text, in: field.name) }
        }
    }

    mutating func add(_ others: FieldErrors) {
        for (name, texts) in others.messages {
            for text in texts { add(text, in: name) }
        }
    }

    /// `{"clickId":["Not a valid UUID."]}`.
    var json: JSONValue {
        .object(messages.map { (name: $0.name, value: .array($0.texts.map(JSONValue.string))) })
    }
}
