import JSON
import Tracking

extension FieldErrors {
    /// `{"clickId":["Not a valid UUID."]}`.
    var json: JSONValue {
        .object(fields.map { (name: $0.name, value: .array($0.messages.map(JSONValue.string))) })
    }
}
