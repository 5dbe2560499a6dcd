import Testing
import Tracking

struct FieldErrorsTests {
    @Test func messagesOfAFieldStandTogetherInOrder() {
        var error = FieldErrors()
        #expect(error.isEmpty)
        error.add(.missing, in: "b")
        error.add(.null, in: "a")
        error.add(.notUUID, in: "b")
        error.add(FieldErrors(.notInteger, in: "a"))
        error.add(FieldErrors(.numberTooLarge, in: "c"))
        #expect(error.fields.map(\.name) == ["b", "a", "c"])
        #expect(
            error.fields.map(\.messages) == [
                ["Missing data for required field.", "Not a valid UUID."],
                ["Field may not be null.", "Not a valid integer."], ["Number too large."],
            ])
    }

    /// Names are told apart by their bytes, not as Swift compares strings.
    @Test func twoSpellingsOfALetterAreTwoNames() {
        var error = FieldErrors(.unknownField, in: "\u{e9}")
        error.add(.unknownField, in: "e\u{301}")
        #expect(error.fields.count == 2)
        #expect(error != FieldErrors(.unknownField, in: "\u{e9}"))
        #expect(FieldErrors(.null, in: "\u{e9}") != FieldErrors(.null, in: "e\u{301}"))
    }
}
