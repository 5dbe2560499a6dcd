import JSON
import Storage

/// What needs attention.
extension OpenAPI {
    static var watchingOperations: [Operation] {
        [
            .read(
                "/api/v2/alerts", "showAlerts", "What needs attention, the worst first.",
                Schema.object(["content": Schema.array(of: alert)]))
        ]
    }

    /// The payload's members are those of its code.
    private static var alert: JSONValue {
        Schema.object([
            "code": Schema.oneOf(Alert.Code.allCases.map(\.rawValue)), "message": Schema.text,
            "severity": Schema.oneOf(Alert.Severity.allCases.map(\.rawValue)),
            "source": Schema.oneOf(Alert.Source.allCases.map(\.rawValue)), "payload": Schema.anyObject,
        ])
    }
}
