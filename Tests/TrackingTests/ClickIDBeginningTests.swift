import Testing
import Tracking

struct ClickIDBeginningTests {
    @Test(arguments: [
        ("8", "80000000-0000-0000-0000-000000000000", "8fffffff-ffff-ffff-ffff-ffffffffffff"),
        ("8F1B5c6e-7a", "8f1b5c6e-7a00-0000-0000-000000000000", "8f1b5c6e-7aff-ffff-ffff-ffffffffffff"),
        (" {8f1b5c6e7a \n", "8f1b5c6e-7a00-0000-0000-000000000000", "8f1b5c6e-7aff-ffff-ffff-ffffffffffff"),
        (
            "urn:uuid:00000000-0000-0000-1", "00000000-0000-0000-1000-000000000000",
            "00000000-0000-0000-1fff-ffffffffffff"
        ),
        (
            "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c", "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c0",
            "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9cf"
        ),
    ])
    func digitsMakeARange(text: String, first: String, last: String) throws {
        let beginning = try #require(ClickIDBeginning(text))
        #expect("\(beginning.first)" == first)
        #expect("\(beginning.last)" == last)
    }

    @Test(arguments: [
        "", " ", "-", "{", "x", "8g", "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1", "0x8f", "8f 1b", "%",
        "8\u{301}",
        String(repeating: "-", count: 200) + "8",
    ])
    func othersAreNone(text: String) {
        #expect(ClickIDBeginning(text) == nil)
    }
}
