import HTTP
import JSON

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
    }

    init(_ status: HTTPStatus, _ detail: Detail? = nil, headers: [HTTPHeader] = []) {
        self.status = status
        self.detail = detail
        self.headers = headers
    }

    func response(as surface: Route.Surface) -> HTTPResponse {
        var response =
            switch surface {
            case .tracking, .api: HTTPResponse(status, json: json)
            }
        response.headers += headers
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
        }
    }
}
