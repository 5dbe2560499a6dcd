import Testing
import Tracking

struct ValidationErrorTests {
    @Test func messagesOfAFieldStandTogetherInOrder() {
        var error = ValidationError()
        #expect(error.isEmpty)
        error.add(.missing, in: "b")
        error.add(.null, in: "a")
        error.add(.notUUID, in: "b")
        error.add(ValidationError(.notInteger, in: "a"))
        error.add(ValidationError(.numberTooLarge, in: "c"))
        #expect(error.fields.map(\.name) == ["b", "a", "c"])
        #expect(
            error.fields.map(\.messages) == [
                ["Missing data for required field.", "Not a valid UUID."],
                ["Field may not be null.", "Not a valid integer."], ["Number too large."],
            ])
    }
}
