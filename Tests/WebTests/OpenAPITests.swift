import Foundation
import HTTP
import JSON
import Storage
import Testing

@testable import Web

struct OpenAPITests {
    /// Pages are for people.
    private static let interface = WebApp.routes.filter { $0.surface != .page }

    /// What can be asked for is described, and what is described can be asked for.
    @Test func descriptionAndRoutesAreTheSame() {
        let routes = Self.interface.flatMap { route in route.methods.map { "\($0.rawValue) \(route.path)" } }
        let described = OpenAPI.operations.map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(routes).subtracting(described) == [], "not described")
        #expect(Set(described).subtracting(routes) == [], "not there")
        #expect(described.count == Set(described).count)
        #expect(Set(OpenAPI.operations.map(\.id)).count == OpenAPI.operations.count)
    }

    @Test func loginIsDescribedAsItIs() {
        for route in Self.interface {
            for operation in OpenAPI.operations where operation.path == route.path {
                #expect(operation.needsLogin == (route.audience == .login), "\(route.path)")
            }
        }
    }

    @Test func documentIsServed() async throws {
        let response = try await TestSite().ask("GET", "/api/v2/openapi.json")
        #expect(response.status == .ok)
        #expect(response[.contentType] == "application/json")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any])
        #expect(document["openapi"] as? String == "3.1.0")
        #expect((document["info"] as? [String: Any])?["version"] as? String == Version.current)
        #expect((document["paths"] as? [String: Any])?.count == Self.interface.count)
    }

    @Test func prefixIsTheServer() async throws {
        let response = try await TestSite().send(
            HTTPRequest(
                "GET", "/tracker/api/v2/openapi.json",
                [
                    ("LANDING_TRACKER_PREFIX", "/tracker"), ("HTTPS", "on"),
                    ("HTTP_AUTHORIZATION", Login.readingToken.field),
                ]))
        #expect(response.text.contains(#""servers":[{"url":"/tracker"}]"#))
    }

    /// A reference that leads nowhere makes the whole document useless.
    @Test func everyReferenceLeadsSomewhere() throws {
        let text = String(decoding: OpenAPI.document(server: "/").serialized, as: UTF8.self)
        let names = Set(
            OpenAPI.schemas.map { "schemas/" + $0.name }
                + OpenAPI.sharedResponses.map { "responses/" + $0.name })
        let references = text.matches(of: /"#\/components\/([^"]+)"/).map { String($0.output.1) }
        #expect(!references.isEmpty)
        #expect(Set(references) == names)
    }
}
