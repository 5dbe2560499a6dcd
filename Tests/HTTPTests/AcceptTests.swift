import HTTP
import Testing

struct AcceptTests {
    @Test(arguments: [
        ("text/csv", true), ("TEXT/CSV; charset=utf-8", true), ("text/csv, */*", true),
        ("text/csv, application/*", true), ("text/csv, */*;q=0.1", true),
        ("application/json;q=0.5, text/csv", true), ("text/csv;q=0.001", true), ("text/csv;q=x", true),
        ("text/csv ; q=0.8, application/json ; Q=0.7", true),
        ("", false), ("*/*", false), ("text/*", false), ("application/json", false), ("text/csv;q=0", false),
        ("application/json, text/csv", false), ("text/csv;q=0.4, application/json;q=0.5", false),
        ("text/csv;q=0.4, */*", false), ("text/csvx", false), ("csv", false), (",,;q=,", false),
        ("text/csv;q=0.000, */*;q=0", false),
    ])
    func csvIsPreferredWhenItIsNamedFirst(accept: String, prefersCSV: Bool) {
        let request = HTTPRequest(cgi: CGIVariables([("HTTP_ACCEPT", accept)]), body: .complete([]))
        #expect(request.prefersCSV == prefersCSV)
    }

    @Test func withoutTheFieldItIsNot() {
        #expect(!HTTPRequest(cgi: CGIVariables([]), body: .complete([])).prefersCSV)
    }
}
