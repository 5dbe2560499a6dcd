import HTTP
import JSON
import Tracking

/// A request that brings an event, read: the one place where either becomes the other.
struct TrackingRequest: Sendable {
    let event: Event

    /// What a path records.
    enum Kind: CaseIterable, Sendable {
        case click, lead, postback
    }

    /// Reads the fields of the query of a GET, else those of the body; the other of the two is passed over.
    ///
    /// - Throws: `truncatedBody`, `bodyTooLarge`, `lengthMissing`, `otherMediaType`, `malformedJSON`, `notAnObject`,
    ///   `tooManyMembers` or `invalidFields`.
    init(_ request: HTTPRequest, bringing kind: Kind) throws(RequestError) {
        let body = try request.wholeBody()
        let source: FieldSource = request.method == .get ? .query : .json
        let fields =
            switch source {
            case .query: try EventFields(query: request.query, from: .query)
            case .json: try Self.fields(of: request, body, kind.bodyFormat)
            }
        do throws(FieldErrors) {
            event = try kind.event(fields)
        } catch {
            throw .invalidFields(error, source: source)
        }
    }

    private static func fields(
        of request: HTTPRequest, _ body: [UInt8], _ format: BodyFormat
    ) throws(RequestError) -> EventFields {
        if format.takesForms, !body.isEmpty, !request.isBodyEncoded, request.mediaType?.isForm == true {
            // A part of a form is a form; a part of an object is none.
            guard request.isBodyMeasured else { throw .lengthMissing }
            return try EventFields(query: body[...], from: .json)
        }
        let object = try request.jsonBody(format, memberLimit: EventFields.maximumMemberCount)
        return EventFields(json: object)
    }
}

extension TrackingRequest.Kind {
    fileprivate var bodyFormat: BodyFormat {
        BodyFormat(takesPlainText: true, takesForms: self != .click)
    }

    fileprivate func event(_ fields: EventFields) throws(FieldErrors) -> Event {
        switch self {
        case .click: .click(try Click(fields))
        case .lead: .lead(try Lead(fields))
        case .postback: .postback(try Postback(fields))
        }
    }
}

extension EventFields {
    /// The fields of a query, or of a form, which is written like one.
    fileprivate init(query text: ArraySlice<UInt8>, from source: FieldSource) throws(RequestError) {
        let maximum = EventFields.maximumMemberCount
        guard let pairs = QueryString(text, pairLimit: maximum)?.pairs else {
            throw .tooManyMembers(maximum: maximum, source: source)
        }
        let length = pairs.reduce(0) { $0 + JSONText.length(utf8: $1.name) + JSONText.length(utf8: $1.value) }
        guard length <= text.count + EventFields.maximumGrowth else { throw .bodyTooLarge }
        self.init(pairs: pairs)
    }

    /// How much longer a query's text may be as JSON. Text that is written as it should be becomes shorter; control
    /// characters and what is no UTF-8 would be stored at up to six times their length.
    private static var maximumGrowth: Int { 64 * 1024 }
}
