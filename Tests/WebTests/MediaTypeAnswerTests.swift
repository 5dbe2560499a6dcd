import HTTP
import Testing

/// Which bodies are read, and how.
struct MediaTypeAnswerTests {
    private let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"

    @Test(arguments: [
        "application/json", "Application/JSON; charset=utf-8", "application/json; charset=latin1",
        "application/vnd.landing+json",
    ])
    func jsonIsReadWhateverItsParameters(mediaType: String) async throws {
        let site = try TestSite()
        let body = #"{"clickId":"\#(id)","campaignId":42,"name":"Ж"}"#
        #expect(await site.post("/api/v2/track/click", body, mediaType: mediaType).status == .created)
        #expect(try site.journey(id)?.contains(#""parameters":{"name":"Ж"}"#) == true)
    }

    /// As sendBeacon() and fetch() send a string, without a preflight.
    @Test(arguments: ["text/plain", "text/plain;charset=UTF-8", "Text/Plain; charset=latin1"])
    func plainTextIsReadAsJSON(mediaType: String) async throws {
        let site = try TestSite()
        for path in Path.all {
            let body = #"{"clickId":"\#(id)","campaignId":42,"name":"Ж"}"#
            #expect(await site.post(path, body, mediaType: mediaType).status == .created)
            let response = await site.post(path, "clickId=\(id)", mediaType: mediaType)
            #expect(response.status == .badRequest)
            #expect(response.text.contains(#""json":["Invalid JSON body."]"#))
        }
        #expect(try site.journey(id)?.contains(#""parameters":{"name":"Ж"}"#) == true)
    }

    @Test(arguments: ["gzip", "br", "UTF-8", "identity, gzip", "x"])
    func encodedBodyIsUnsupportedAndTheAnswerSaysWhy(encoding: String) async throws {
        let site = try TestSite()
        let types = ["application/json", "text/plain", Self.form]
        for (path, type) in Path.all.flatMap({ path in types.map { (path, $0) } }) {
            let response = await site.post(
                path, #"{"clickId":"\#(id)"}"#, mediaType: type, encoding: encoding)
            #expect(response.status == .unsupportedMediaType)
            #expect(response.text == #"{"code":415,"status":"Unsupported Media Type"}"#)
            #expect(response[.acceptPost]?.hasPrefix("application/json") == true)
            #expect(response[.acceptEncoding] == "identity")
        }
        #expect(try site.journey(id) == nil)
    }

    @Test(arguments: ["", "identity", " Identity "])
    func bodyThatIsNotEncodedIsRead(encoding: String) async throws {
        let site = try TestSite()
        let body = #"{"clickId":"\#(id)","campaignId":42}"#
        #expect(await site.post("/api/v2/track/click", body, encoding: encoding).status == .created)
        #expect(
            await site.post("/api/v2/track/lead", "clickId=\(id)", mediaType: Self.form, encoding: encoding)
                .status == .created)
    }

    @Test(arguments: ["multipart/form-data; boundary=x", "text/json", "", "json", nil])
    func otherBodiesAreUnsupported(mediaType: String?) async throws {
        let site = try TestSite()
        for path in Path.all {
            let response = await site.post(path, #"{"clickId":"\#(id)"}"#, mediaType: mediaType)
            #expect(response.status == .unsupportedMediaType)
            #expect(response.text == #"{"code":415,"status":"Unsupported Media Type"}"#)
            #expect(response[.acceptPost]?.hasPrefix("application/json") == true)
        }
        #expect(try site.journey(id) == nil)
    }

    @Test func clickTakesNoForm() async throws {
        let site = try TestSite()
        let response = await site.post(
            "/api/v2/track/click", "clickId=\(id)&campaignId=42", mediaType: Self.form)
        #expect(response.status == .unsupportedMediaType)
        #expect(response[.acceptPost] == "application/json")
    }

    @Test(arguments: Path.withoutClick)
    func formIsReadLikeAQuery(path: String) async throws {
        let site = try TestSite()
        let form = "first+name=J%C3%BCrgen&clickId=\(id)&a=1&a=2&bad=%FF&empty="
        #expect(await site.post(path, form, mediaType: Self.form + "; charset=UTF-8").status == .created)
        let parameters = #"{"first name":"Jürgen","a":["1","2"],"bad":"%FF","empty":""}"#
        #expect(try site.journey(id)?.contains(#""parameters":\#(parameters)"#) == true)
        let text = await site.post(path, "", mediaType: "text/plain").text
        #expect(text.contains("Missing data for required field."))
    }

    @Test(arguments: Path.withoutClick)
    func otherBodiesAreToldWhatIsTaken(path: String) async throws {
        let site = try TestSite()
        let response = await site.post(path, "x", mediaType: "image/png")
        #expect(response[.acceptPost] == "application/json, application/x-www-form-urlencoded")
    }

    @Test(arguments: ["application/json", "text/plain", "image/png", nil])
    func emptyBodyIsAnEmptyObjectWhateverItsType(mediaType: String?) async throws {
        let site = try TestSite()
        for path in Path.withoutClick {
            let response = await site.post(path, "", mediaType: mediaType)
            #expect(response.status == .unprocessableEntity)
            #expect(
                response.text == """
                    {"code":422,"status":"Unprocessable Entity","errors":\
                    {"json":{"clickId":["Missing data for required field."]}}}
                    """)
        }
    }

    @Test func queryOfAPostIsIgnored() async throws {
        let site = try TestSite()
        let other = "00000000-0000-0000-0000-000000000001"
        let response = await site.post("/api/v2/track/lead?clickId=\(other)&a=1", #"{"clickId":"\#(id)"}"#)
        #expect(response.text == #"{"clickId":"\#(id)"}"#)
        #expect(try site.journey(other) == nil)
        #expect(await site.post("/api/v2/track/lead?clickId=\(other)", "{}").status == .unprocessableEntity)
    }

    @Test func bodyOfAGetIsIgnored() async throws {
        let site = try TestSite()
        let other = HTTPRequest.Body.complete(Array(#"{"clickId":"x","a":1"#.utf8))
        let request = HTTPRequest(
            "GET", "/api/v2/track/postback?clickId=\(id)", body: other, mediaType: "image/png")
        #expect(await site.send(request).status == .created)
        #expect(try site.journey(id)?.contains(#""postbacks":[{"parameters":{}"#) == true)
    }

    private static let form = "application/x-www-form-urlencoded"
}
