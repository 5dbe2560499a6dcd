import HTML
import HTTP
import JSON
import Tracking

/// What a request that failed is told, whatever the shape.
struct Failure {
    private let status: HTTPStatus
    private let detail: Detail?
    private let headers: [HTTPHeader]

    enum Detail {
        case message(String)
        /// What the original says of things that are not there, and all that it says; ours goes beside it.
        case onlyMessage(String, beside: KeyValuePairs<String, JSONValue> = [:])
        /// What is wrong with what was sent, by where it stood.
        case errors(JSONValue)
        case fields(FieldErrors, FieldSource)
    }

    init(_ status: HTTPStatus, _ detail: Detail? = nil, headers: [HTTPHeader] = []) {
        self.status = status
        self.detail = detail
        self.headers = headers
    }

    func response(
        as surface: Route.Surface, to request: HTTPRequest? = nil, for identity: Identity? = nil
    ) -> HTTPResponse {
        var response: HTTPResponse
        switch surface {
        case .tracking, .api:
            response = HTTPResponse(status, json: json)
            response.headers += headers
        case .page:
            response = page(for: request, identity)
            // A browser would cover the page with a form of its own.
            response.headers += headers.filter { $0.name != .wwwAuthenticate }
        }
        return response
    }

    /// `{"code":422,"status":"Unprocessable Entity","errors":{...}}`, or `{"message":"Campaign does not exist"}`.
    private var json: JSONValue {
        let usual: [(name: String, value: JSONValue)] = [
            (name: "code", value: .integer(Int64(status.code))),
            (name: "status", value: .string(status.reason)),
        ]
        return switch detail {
        case nil: .object(usual)
        case .message(let text): .object(usual + [(name: "message", value: .string(text))])
        case .onlyMessage(let text, let others):
            .object(
                [(name: "message", value: JSONValue.string(text))]
                    + others.map { (name: $0.key, value: $0.value) })
        case .errors(let errors): .object(usual + [(name: "errors", value: errors)])
        case .fields(let errors, let source):
            .object(
                usual + [
                    (name: "errors", value: .object([(name: source.rawValue, value: errors.json)]))
                ])
        }
    }

    /// The same for people: what happened, and what to do.
    private func page(for request: HTTPRequest?, _ identity: Identity?) -> HTTPResponse {
        let sentences: [String] =
            switch detail {
            case nil, .errors: []
            case .message(let text), .onlyMessage(let text, _): [text]
            case .fields(let errors, _): errors.sentences
            }
        let advice = PageAdvice(status, isOfChange: request?.method == .post)
        let page = FailurePage(heading: advice.heading, explanation: sentences + [advice.text])
        return HTTPResponse(
            status, page, in: Layout(advice.heading, nil, below: request?.prefix ?? "", for: identity))
    }
}
