/// What a user does about himself.
package struct AccountPage: Page {
    package static let template = PageTemplate.account

    let userName: FieldValue
    let problems: Problems

    package init(userName: String, problems: Problems = Problems()) {
        self.userName = FieldValue(userName)
        self.problems = problems
    }

    /// What is wrong with the passwords that were typed.
    package struct Problems: Hashable, Sendable {
        package var current: String?
        package var password: String?
        package var again: String?

        package init(current: String? = nil, password: String? = nil, again: String? = nil) {
            self.current = current
            self.password = password
            self.again = again
        }
    }
}
