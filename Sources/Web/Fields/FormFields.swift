import HTTP

/// The fields of a form that a page of ours has sent, application/x-www-form-urlencoded.
struct FormFields {
    private(set) var fields: QueryFields

    /// A grid of a year has as many.
    private static let maximumCount = 20_000

    /// - Throws: `RequestError` for another media type, a body that is not whole, or too many fields.
    init(_ request: HTTPRequest, atMost limit: Int = maximumCount) throws(RequestError) {
        guard request.mediaType?.isForm == true else {
            throw .otherMediaType(accepted: "application/x-www-form-urlencoded")
        }
        let body = try request.wholeBody()
        guard request.isBodyMeasured else { throw .lengthMissing }
        guard let query = QueryString(body[...], pairLimit: limit) else { throw .bodyTooLarge }
        fields = QueryFields(query)
    }

    /// The fields whose names begin with a text, by what follows it; of a repeated one the first.
    func texts(behind prefix: String) -> [String: String] {
        Dictionary(fields.texts(behind: prefix).map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// Empty when the field is missing.
    func text(_ name: String) -> String { fields.text(name) ?? "" }
}
