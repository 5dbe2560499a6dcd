import HTTP
import JSON

/// Operations for whoever has a login.
extension Operation {
    private static let loginFailures: [(status: HTTPStatus, name: String)] = [
        (.unauthorized, "Unauthorized"), (.forbidden, "Forbidden"), (.contentTooLarge, "ContentTooLarge"),
        (.serviceUnavailable, "ServiceUnavailable"),
    ]

    /// A GET, answered with what has the schema.
    static func read(
        _ path: String, _ id: String, _ summary: String, query: [JSONValue] = [], _ schema: JSONValue
    ) -> Operation {
        Operation(
            method: .get, path: path, id: id, summary: summary, query: query,
            success: Success(status: .ok, description: "What was asked for.", schema: schema),
            failures: loginFailures + (query.isEmpty ? [] : [(.unprocessableEntity, "UnprocessableEntity")]))
    }

    /// Another method, with a body in JSON unless it takes none.
    static func change(
        _ method: HTTPMethod, _ path: String, _ id: String, _ summary: String, body: JSONValue? = nil,
        _ success: Success
    ) -> Operation {
        let bodyFailures: [(status: HTTPStatus, name: String)] = [
            (.badRequest, "BadRequest"), (.unsupportedMediaType, "UnsupportedMediaType"),
            (.unprocessableEntity, "UnprocessableEntity"),
        ]
        return Operation(
            method: method, path: path, id: id, summary: summary, body: body, success: success,
            failures: loginFailures + (body == nil ? [] : bodyFailures))
    }

    /// The same, which fails when there is no such thing.
    var ofSomething: Operation {
        var operation = self
        operation.failures.append((.notFound, "NotFound"))
        return operation
    }

    /// The same, which can be had in CSV, too.
    var alsoInCSV: Operation {
        var operation = self
        operation.success.isAlsoCSV = true
        operation.query += [QueryParameter.format, QueryParameter.raw, QueryParameter.byteOrderMark]
        return operation
    }
}
