import Tracking

/// Who may log in with a password.
package struct User: Sendable {
    package let name: String
    package let createdAt: Timestamp

    package init(name: String, createdAt: Timestamp) {
        self.name = name
        self.createdAt = createdAt
    }
}

/// What a machine logs in with; its text is known to that machine only.
package struct Token: Sendable {
    package let name: String
    /// Whether it may change nothing.
    package let isReadOnly: Bool
    package let createdAt: Timestamp

    package init(name: String, isReadOnly: Bool, createdAt: Timestamp) {
        self.name = name
        self.isReadOnly = isReadOnly
        self.createdAt = createdAt
    }
}
