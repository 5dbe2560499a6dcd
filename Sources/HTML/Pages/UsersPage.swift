import Markup

/// Who may log in, and what programs log in with.
package struct UsersPage: Page {
    package static let template = PageTemplate.users

    let users: Markup
    let tokens: Markup
    let hasTokens: Bool
    let newUser: NewUserForm
    let newToken: NewTokenForm
    let madeToken: MadeToken?

    package init(
        users: Markup, tokens: Markup?, newUser: NewUserForm = NewUserForm(),
        newToken: NewTokenForm = NewTokenForm(), madeToken: MadeToken? = nil
    ) {
        self.users = users
        self.tokens = tokens ?? .none
        hasTokens = tokens != nil
        self.newUser = newUser
        self.newToken = newToken
        self.madeToken = madeToken
    }
}

/// What was typed for a user who is to be added, and what is wrong with it.
package struct NewUserForm: Sendable {
    let name: FieldValue
    let isReadOnly: Bool
    let nameProblem: String?
    let passwordProblem: String?
    let againProblem: String?

    package init(
        name: String = "", isReadOnly: Bool = false, nameProblem: String? = nil,
        passwordProblem: String? = nil, againProblem: String? = nil
    ) {
        self.name = FieldValue(name)
        self.isReadOnly = isReadOnly
        self.nameProblem = nameProblem
        self.passwordProblem = passwordProblem
        self.againProblem = againProblem
    }
}

/// The same for a token.
package struct NewTokenForm: Sendable {
    let name: FieldValue
    let isReadOnly: Bool
    let nameProblem: String?

    package init(name: String = "", isReadOnly: Bool = true, nameProblem: String? = nil) {
        self.name = FieldValue(name)
        self.isReadOnly = isReadOnly
        self.nameProblem = nameProblem
    }
}

/// A token on the only page that ever shows it.
package struct MadeToken: Sendable {
    let name: String
    let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}
