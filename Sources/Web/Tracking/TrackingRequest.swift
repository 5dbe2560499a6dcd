import HTTP
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
    /// - Throws: `truncatedBody`, `bodyTooLarge`, `otherMediaType`, `malformedJSON`, `notAnObject` or `invalidFields`.
    init(_ request: HTTPRequest, bringing kind: Kind) throws(RequestError) {
        let body = try request.wholeBody()
        let source: FieldSource = request.method == .get ? .query : .json
        let fields =
            switch source {
            case .query: EventFields(query: request.query)
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
        if format == .jsonOrForm, !body.isEmpty, !request.isBodyEncoded, request.mediaType?.isForm == true {
            return EventFields(query: body[...])
        }
        return EventFields(json: try request.jsonBody(format))
    }
}

extension TrackingRequest.Kind {
    fileprivate var bodyFormat: BodyFormat {
        switch self {
        case .click: .json
        case .lead, .postback: .jsonOrForm
        }
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
    fileprivate init(query: ArraySlice<UInt8>) {
        self.init(pairs: QueryString(query).pairs)
    }
}
