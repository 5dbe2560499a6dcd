import Passwords

/// A new password that was typed twice.
struct TypedPasswords: Sendable {
    /// nil: it cannot be had.
    let password: NewPassword?
    /// What is wrong with it, for people.
    let problem: String?
    /// What is wrong with the second.
    let againProblem: String?

    /// From the fields `password` and `again`.
    init(_ form: FormFields) {
        let text = form.text("password")
        let isSame = text.utf8.elementsEqual(form.text("again").utf8)
        againProblem = isSame ? nil : "The two passwords differ."
        do throws(PasswordError) {
            let fit = try NewPassword(Array(text.utf8))
            password = isSame ? fit : nil
            problem = nil
        } catch {
            password = nil
            problem = error.description
        }
    }
}

extension FormFields {
    /// Whether a login is to be for reading only, by the field `right`: so it is unless all is asked for.
    var isReadOnly: Bool { text("right") != "readWrite" }
}
