import Storage

/// What is told before a user is changed or removed, since it is hard to take back. Raw values stand in forms.
enum UserWarning: String, Sendable {
    /// It is whoever does it.
    case oneself
    /// Nobody else may change anything.
    case last

    /// What is to become of the user.
    enum Change: Sendable {
        case readOnly, removal
    }

    static func all(of user: User, among users: [User], by name: String) -> [UserWarning] {
        let isLast = !user.isReadOnly && !users.contains { !$0.isReadOnly && !$0.isNamed(user.name) }
        return (user.isNamed(name) ? [.oneself] : []) + (isLast ? [.last] : [])
    }

    func text(before change: Change) -> String {
        switch (self, change) {
        case (.oneself, .readOnly):
            "This is you. From then on you change nothing here, and cannot take that back yourself."
        case (.oneself, .removal): "This is you. You are logged out at once, and cannot log in again."
        case (.last, .readOnly):
            """
            No other user may change anything. Then only an administrator on the server can, with \
            landing-tracker user edit NAME --read-write.
            """
        case (.last, .removal):
            """
            No other user may change anything. Then only an administrator on the server can, with \
            landing-tracker user add NAME.
            """
        }
    }
}

extension [UserWarning] {
    private static var field: String { "warned" }

    /// What a form has with it whose page has shown them.
    var formField: (name: String, value: String) { (Self.field, map(\.rawValue).joined(separator: " ")) }

    /// Whether the page of a form has shown all of them.
    func areShown(by form: FormFields) -> Bool {
        let shown = form.text(Self.field).split(separator: " ")
        return allSatisfy { shown.contains(Substring($0.rawValue)) }
    }
}

extension User {
    /// Names are the same when their bytes are.
    func isNamed(_ other: String) -> Bool { name.utf8.elementsEqual(other.utf8) }
}
