import HTTP
import JSON

/// The description of one method of one path.
struct Operation: Sendable {
    let method: HTTPMethod
    /// As in the route table: `/campaigns/<id>`.
    let path: String
    /// The handler's name, without spaces.
    let id: String
    let summary: String
    /// The fields of the query.
    var query: [JSONValue] = []
    /// The schema of a body in JSON; nil: it takes none.
    var body: JSONValue?
    /// Whether the body may be a form, too.
    var takesForm = false
    /// The answer to a request in order.
    var success: Success
    /// The names of the answers to others, out of `OpenAPI.sharedResponses`.
    var failures: [(status: HTTPStatus, name: String)]
    var needsLogin = true

    struct Success: Sendable {
        let status: HTTPStatus
        let description: String
        let schema: JSONValue
        /// Whether the answer can be CSV, too.
        var isAlsoCSV = false
    }

    /// `/campaigns/{id}`.
    var templatedPath: String {
        String(path.map { $0 == "<" ? "{" : $0 == ">" ? "}" : $0 })
    }

    var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            (name: "operationId", value: .string(id)), (name: "summary", value: .string(summary)),
            (name: "security", value: needsLogin ? [["password": []], ["token": []]] : []),
        ]
        let parameters = pathParameters + query
        if !parameters.isEmpty { members.append((name: "parameters", value: .array(parameters))) }
        if let body { members.append((name: "requestBody", value: requestBody(body))) }
        members.append((name: "responses", value: responses))
        return .object(members)
    }

    private var pathParameters: [JSONValue] {
        path.split(separator: "/").filter { $0.hasPrefix("<") }.map { segment in
            let name = String(segment.dropFirst().dropLast())
            return [
                "name": .string(name), "in": "path", "required": true,
                "schema": name == "id" ? Schema.campaignID : Schema.text,
            ]
        }
    }

    private func requestBody(_ schema: JSONValue) -> JSONValue {
        let types = ["application/json"] + (takesForm ? ["application/x-www-form-urlencoded"] : [])
        return [
            "required": true, "content": .object(types.map { (name: $0, value: ["schema": schema]) }),
        ]
    }

    private var responses: JSONValue {
        var content: [(name: String, value: JSONValue)] = [
            (name: "application/json", value: ["schema": success.schema])
        ]
        if success.isAlsoCSV { content.append((name: "text/csv", value: ["schema": ["type": "string"]])) }
        let first: (name: String, value: JSONValue) = (
            name: String(success.status.code),
            value: ["description": .string(success.description), "content": .object(content)]
        )
        return .object(
            [first]
                + failures.map { status, name in
                    (name: String(status.code), value: ["$ref": .string("#/components/responses/\(name)")])
                })
    }
}
