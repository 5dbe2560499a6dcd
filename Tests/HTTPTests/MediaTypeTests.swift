import HTTP
import Testing

struct MediaTypeTests {
    @Test(arguments: [
        "application/json", "Application/JSON", "application/json; charset=latin1", "application/json;",
        " application/json\t; charset=utf-8", "application/problem+json", "application/vnd.api+JSON;v=1",
    ])
    func jsonIsKnown(text: String) throws {
        let type = try #require(MediaType(text.utf8))
        #expect(type.isJSON)
        #expect(!type.isForm)
    }

    @Test(arguments: [
        "application/x-www-form-urlencoded", "APPLICATION/X-WWW-Form-Urlencoded; charset=UTF-8",
    ])
    func formIsKnown(text: String) throws {
        let type = try #require(MediaType(text.utf8))
        #expect(type.isForm)
        #expect(!type.isJSON)
    }

    @Test(arguments: [
        "text/json", "application/jsonp", "application/+json", "application/json+x",
        "multipart/form-data; boundary=x",
        "text/plain", "image/json", "text/x+json", "application/json-seq",
    ])
    func othersAreNeither(text: String) throws {
        let type = try #require(MediaType(text.utf8))
        #expect(!type.isJSON)
        #expect(!type.isForm)
    }

    @Test(arguments: [
        "", " ", ";", "json", "/json", "application/", "application", "application/json, text/plain",
        "application /json", "application/json/x", "\u{e9}/json", "; application/json",
    ])
    func malformedTypesAreNone(text: String) {
        #expect(MediaType(text.utf8) == nil)
    }

    @Test func descriptionIsLowerCaseWithoutParameters() {
        #expect(MediaType("Text/HTML; charset=UTF-8".utf8)?.description == "text/html")
    }
}
