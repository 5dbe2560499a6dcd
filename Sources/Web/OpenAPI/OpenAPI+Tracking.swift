import HTTP
import JSON

/// What needs no login.
extension OpenAPI {
    static var trackingOperations: [Operation] {
        [
            tracking(.post, "/api/v2/track/click", "trackClick", "A visitor has reached a landing page."),
            tracking(.get, "/api/v2/track/lead", "trackLeadFromQuery", "A visitor has left an order."),
            tracking(
                .post, "/api/v2/track/lead", "trackLead", "A visitor has left an order.", takesForm: true),
            tracking(.get, "/api/v2/track/postback", "trackPostbackFromQuery", "What became of a lead."),
            tracking(
                .post, "/api/v2/track/postback", "trackPostback", "What became of a lead.", takesForm: true),
            Operation(
                method: .get, path: "/api/v2/health", id: "health",
                summary: """
                    Whether an event would be stored. A login that was right before is told the version, and, as a client on the \
                    same machine is, what is wrong.
                    """,
                success: .init(
                    status: .ok, description: "It would.",
                    schema: Schema.object(
                        ["healthy": Schema.bool, "version": Schema.text], optional: ["version"])),
                failures: [(.serviceUnavailable, "ServiceUnavailable")], needsLogin: false),
            Operation(
                method: .get, path: "/api/v2/live", id: "live", summary: "That the process answers.",
                success: .init(
                    status: .ok, description: "It does.", schema: Schema.object(["live": Schema.bool])),
                failures: [], needsLogin: false),
        ]
    }

    private static func tracking(
        _ method: HTTPMethod, _ path: String, _ id: String, _ summary: String, takesForm: Bool = false
    ) -> Operation {
        let clickID: JSONValue = ["type": "string", "format": "uuid"]
        var operation = Operation(
            method: method, path: path, id: id, summary: summary, takesForm: takesForm,
            success: .init(
                status: .created, description: "Stored, and on disk.", schema: Schema.reference("Recorded")),
            failures: [
                (.unprocessableEntity, "UnprocessableEntity"), (.contentTooLarge, "ContentTooLarge"),
                (.serviceUnavailable, "ServiceUnavailable"),
            ], needsLogin: false)
        if method == .get {
            operation.query = [QueryParameter.required("clickId", clickID)]
            return operation
        }
        let isClick = id == "trackClick"
        operation.body = Schema.object(
            isClick ? ["clickId": clickID, "campaignId": Schema.campaignID] : ["clickId": clickID],
            isOpen: true)
        operation.failures += [
            (.badRequest, "BadRequest"), (.unsupportedMediaType, "UnsupportedMediaType"),
        ]
        if takesForm { operation.failures.append((.lengthRequired, "LengthRequired")) }
        return operation
    }
}
