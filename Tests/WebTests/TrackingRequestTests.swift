import HTTP
import Testing
import Tracking

@testable import Web

/// A request read as an event, without a server.
struct TrackingRequestTests {
    private static let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"
    private static let json = #"{"clickId":"\#(id)","status":"approved","n":"1"}"#
    private static let form = "clickId=\(id)&status=approved&n=1"

    private static func request(
        _ body: HTTPRequest.Body, mediaType: String? = "application/json", _ others: [(String, String)] = []
    ) -> HTTPRequest {
        HTTPRequest("POST", "/", body: body, mediaType: mediaType, others)
    }

    private static func request(_ body: String, mediaType: String? = "application/json") -> HTTPRequest {
        request(.complete(Array(body.utf8)), mediaType: mediaType)
    }

    private static let sameEvent = [
        HTTPRequest("GET", "/?" + form), request(json),
        request(form, mediaType: "application/x-www-form-urlencoded"),
    ]

    @Test(arguments: sameEvent)
    func sameLeadIsReadFromQueryJSONAndForm(request: HTTPRequest) throws {
        guard case .lead(let lead) = try TrackingRequest(request, bringing: .lead).event else {
            Issue.record("no lead")
            return
        }
        #expect(lead.clickID.description == Self.id)
        #expect(lead.parameters.json == #"{"status":"approved","n":"1"}"#)
    }

    @Test(arguments: sameEvent)
    func samePostbackIsReadFromQueryJSONAndForm(request: HTTPRequest) throws {
        guard case .postback(let postback) = try TrackingRequest(request, bringing: .postback).event else {
            Issue.record("no postback")
            return
        }
        #expect(postback.clickID.description == Self.id)
        #expect(postback.parameters.json == #"{"status":"approved","n":"1"}"#)
    }

    @Test func clickIsReadFromJSON() throws {
        let request = Self.request(#"{"clickId":"\#(Self.id)","campaignId":"42","n":1}"#)
        guard case .click(let click) = try TrackingRequest(request, bringing: .click).event else {
            Issue.record("no click")
            return
        }
        #expect(click.clickID.description == Self.id)
        #expect(click.campaignID == CampaignID(42))
        #expect(click.parameters.json == #"{"n":1}"#)
    }

    @Test(arguments: TrackingRequest.Kind.allCases)
    func unreadableRequestSaysWhy(kind: TrackingRequest.Kind) {
        let types =
            switch kind {
            case .click: "application/json"
            case .lead, .postback: "application/json, application/x-www-form-urlencoded"
            }
        let gzip = [("HTTP_CONTENT_ENCODING", "gzip")]
        let json = HTTPRequest.Body.complete(Array(Self.json.utf8))
        #expect(Self.refusal(of: Self.request(.truncated), kind) == "truncatedBody")
        let get = HTTPRequest("GET", "/?" + Self.form, body: .truncated)
        #expect(Self.refusal(of: get, kind) == "truncatedBody")
        #expect(Self.refusal(of: Self.request(.tooLarge), kind) == "bodyTooLarge")
        #expect(
            Self.refusal(of: Self.request(Self.json, mediaType: "text/html"), kind)
                == #"otherMediaType(accepted: "\#(types)")"#)
        #expect(Self.refusal(of: Self.request("{"), kind) == "malformedJSON")
        #expect(Self.refusal(of: Self.request(json, gzip), kind) == #"encodedBody(accepted: "\#(types)")"#)
        #expect(Self.refusal(of: Self.request("[]"), kind) == "notAnObject")
    }

    @Test(arguments: TrackingRequest.Kind.allCases)
    func wrongFieldsAreNamedWithWhereTheyStood(kind: TrackingRequest.Kind) {
        var missing = FieldErrors(.missing, in: "clickId")
        if case .click = kind { missing.add(.missing, in: "campaignId") }
        #expect(Self.wrongFields(of: Self.request("{}"), kind) == .init(missing, .json))
        #expect(Self.wrongFields(of: Self.request("", mediaType: nil), kind) == .init(missing, .json))
        #expect(Self.wrongFields(of: HTTPRequest("GET", "/"), kind) == .init(missing, .query))
    }

    @Test func wrongFieldOfAFormStoodInTheBody() {
        let form = Self.request("clickId=x", mediaType: "application/x-www-form-urlencoded")
        let expected = WrongFields(FieldErrors(.notUUID, in: "clickId"), .json)
        #expect(Self.wrongFields(of: form, .lead) == expected)
    }

    @Test func clickTakesNoForm() {
        let form = Self.request(Self.form, mediaType: "application/x-www-form-urlencoded")
        #expect(Self.refusal(of: form, .click) == #"otherMediaType(accepted: "application/json")"#)
    }

    private struct WrongFields: Equatable {
        let errors: FieldErrors
        let source: FieldSource

        init(_ errors: FieldErrors, _ source: FieldSource) {
            self.errors = errors
            self.source = source
        }
    }

    private static func error(of request: HTTPRequest, _ kind: TrackingRequest.Kind) -> RequestError? {
        do throws(RequestError) {
            _ = try TrackingRequest(request, bringing: kind)
            return nil
        } catch {
            return error
        }
    }

    private static func refusal(of request: HTTPRequest, _ kind: TrackingRequest.Kind) -> String? {
        error(of: request, kind).map { "\($0)" }
    }

    private static func wrongFields(of request: HTTPRequest, _ kind: TrackingRequest.Kind) -> WrongFields? {
        guard case .invalidFields(let errors, let source)? = error(of: request, kind) else { return nil }
        return WrongFields(errors, source)
    }
}
