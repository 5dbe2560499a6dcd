import Tracking

/// Who may log in with a password.
package struct User: Sendable {
    package let name: String
    /// Whether he may change nothing.
    package let isReadOnly: Bool
    package let createdAt: Timestamp

    package init(name: String, isReadOnly: Bool, createdAt: Timestamp) {
        self.name = name
        self.isReadOnly = isReadOnly
        self.createdAt = createdAt
    }
}

/// What a login of a user is compared with.
package struct UserLogin: Hashable, Sendable {
    package let passwordHash: String
    package let isReadOnly: Bool

    package init(passwordHash: String, isReadOnly: Bool) {
        self.passwordHash = passwordHash
        self.isReadOnly = isReadOnly
    }
}

/// A user's stay on the pages, between a login and its end.
package struct Session: Hashable, Sendable {
    package let userName: String
    package let isReadOnly: Bool
    package let createdAt: Timestamp
    /// When a page was last asked for, with some minutes' patience.
    package let usedAt: Timestamp

    package init(userName: String, isReadOnly: Bool, createdAt: Timestamp, usedAt: Timestamp) {
        self.userName = userName
        self.isReadOnly = isReadOnly
        self.createdAt = createdAt
        self.usedAt = usedAt
    }
}

/// A session that is to begin.
package struct NewSession: Sendable {
    package let hash: String
    package let userName: String
    /// Of the password that was right: where the user has another one by now, no session begins.
    package let passwordHash: String
    package let time: Timestamp
    /// Of the session that the same browser had, which ends; nil: it had none.
    package let formerHash: String?

    package init(
        hash: String, userName: String, passwordHash: String, time: Timestamp, formerHash: String? = nil
    ) {
        self.hash = hash
        self.userName = userName
        self.passwordHash = passwordHash
        self.time = time
        self.formerHash = formerHash
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
