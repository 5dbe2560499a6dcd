import HTTP
import JSON
import Storage

extension WebApp {
    /// `GET /api/v2/openapi.json`: everything that can be asked for, described for programs (OpenAPI 3.1).
    func showOpenAPI(_ request: RoutedRequest) -> Reply {
        let prefix = request.request.prefix
        return .response(HTTPResponse(.ok, json: OpenAPI.document(server: prefix.isEmpty ? "/" : prefix)))
    }
}

/// The description of the API; a test holds it to the route table.
enum OpenAPI {
    static let operations = trackingOperations + coreOperations + reportOperations + watchingOperations

    /// The whole document; `server` is what stands before every path.
    static func document(server: String) -> JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Landing Tracker", "version": .string(Version.current),
                "description": "Clicks, leads and postbacks in; campaigns, journeys and reports out.",
            ],
            "servers": [["url": .string(server)]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "password": ["type": "http", "scheme": "basic"],
                    "token": ["type": "http", "scheme": "bearer"],
                ],
                "schemas": .object(schemas),
                "responses": .object(sharedResponses),
            ],
        ]
    }

    private static var paths: [(name: String, value: JSONValue)] {
        var paths: [(name: String, value: JSONValue)] = []
        for operation in operations {
            let name = operation.templatedPath
            guard !paths.contains(where: { $0.name == name }) else { continue }
            let operations = operations.filter { $0.path == operation.path }
            paths.append(
                (
                    name: name,
                    value: .object(operations.map { (name: $0.method.rawValue.lowercased(), value: $0.json) })
                ))
        }
        return paths
    }
}
