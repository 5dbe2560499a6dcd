/// The form to log in with.
package struct LoginPage: Page {
    package static let template = PageTemplate.login

    /// What was typed before.
    let userName: FieldValue
    /// Where to go then, below the dashboard.
    let next: FieldValue
    /// Made for the browser that asked.
    let formToken: String
    /// What was wrong.
    let problem: String?
    /// There is no user yet.
    let hasNoUsers: Bool

    package init(userName: String, next: String, formToken: String, problem: String?, hasNoUsers: Bool) {
        self.userName = FieldValue(userName)
        self.next = FieldValue(next)
        self.formToken = formToken
        self.problem = problem
        self.hasNoUsers = hasNoUsers
    }
}
