import Tracking

/// The fields that a request brought, and where they stood.
struct SentFields {
    let fields: EventFields
    let source: FieldSource

    /// Makes an event of the fields.
    func read<Sent>(_ make: (EventFields) throws(ValidationError) -> Sent) throws(RequestError) -> Sent {
        do { return try make(fields) } catch { throw .invalidFields(FieldErrors(error), source: source) }
    }
}
