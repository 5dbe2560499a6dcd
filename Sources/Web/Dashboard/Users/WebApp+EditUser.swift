import HTML
import HTTP
import Storage

/// Users who are there already.
extension WebApp {
    /// `GET /dashboard/users/edit`: the user of the field `name`.
    func showUser(_ request: RoutedRequest) throws -> Reply {
        try request.requireRightToChange()
        let user = try user(named: QueryFields(request.request.query).text("name") ?? "")
        let layout = request.layout("The user “\(user.name)”", .users)
        let page = UserPage(
            name: user.name, isReadOnly: user.isReadOnly, isOneself: user.isNamed(request.login ?? ""),
            removalAddress: "\(layout.base)/users/remove?"
                + QueryString.text([(name: "name", value: user.name)]))
        return .response(HTTPResponse(.ok, page, in: layout))
    }

    /// `POST /dashboard/users/edit`.
    func editUser(_ request: RoutedRequest) throws -> Reply {
        let form = try FormFields(request.request)
        let user = try user(named: form.text("name"))
        let warnings =
            form.isReadOnly && !user.isReadOnly ? try warnings(before: .readOnly, user, request) : []
        guard warnings.areShown(by: form) else {
            // Its form has no right, which is the one for reading.
            return .response(confirmation(of: .readOnly, user, warnings, request))
        }
        guard try store.setReadOnly(form.isReadOnly, user: user.name) else { throw RequestError.unknownPath }
        return .response(HTTPResponse(seeOther: "/users?done=changed", of: request.request))
    }

    /// `GET /dashboard/users/remove`: asks before it is done.
    func askToRemoveUser(_ request: RoutedRequest) throws -> Reply {
        try request.requireRightToChange()
        let user = try user(named: QueryFields(request.request.query).text("name") ?? "")
        return .response(
            confirmation(of: .removal, user, try warnings(before: .removal, user, request), request))
    }

    /// `POST /dashboard/users/remove`.
    func removeUser(_ request: RoutedRequest) throws -> Reply {
        let form = try FormFields(request.request)
        let user = try user(named: form.text("name"))
        let warnings = try warnings(before: .removal, user, request)
        guard warnings.areShown(by: form) else {
            return .response(confirmation(of: .removal, user, warnings, request))
        }
        guard try store.removeUser(user.name) else { throw RequestError.unknownPath }
        return .response(HTTPResponse(seeOther: "/users?done=removed", of: request.request))
    }

    private func user(named name: String) throws -> User {
        guard let user = try store.users().first(where: { $0.isNamed(name) }) else {
            throw RequestError.unknownPath
        }
        return user
    }

    private func warnings(
        before change: UserWarning.Change, _ user: User, _ request: RoutedRequest
    ) throws -> [UserWarning] {
        UserWarning.all(of: user, among: try store.users(), by: request.login ?? "")
    }

    private func confirmation(
        of change: UserWarning.Change, _ user: User, _ warnings: [UserWarning], _ request: RoutedRequest
    ) -> HTTPResponse {
        let question = UserQuestion(change, user)
        let layout = request.layout(question.heading, .users)
        let shown = warnings.formField
        let page = ConfirmationPage(
            heading: question.heading, explanation: [question.explanation],
            warnings: warnings.map { $0.text(before: change) },
            address: "\(layout.base)/users/\(question.path)",
            fields: [
                ConfirmationPage.Field("name", user.name), ConfirmationPage.Field(shown.name, shown.value),
            ],
            action: question.action, wayBack: "\(layout.base)/users")
        return HTTPResponse(.ok, page, in: layout)
    }
}

/// What is asked before a user is changed.
private struct UserQuestion {
    let heading: String
    let explanation: String
    let action: String
    /// Below that of users.
    let path: String

    init(_ change: UserWarning.Change, _ user: User) {
        switch change {
        case .readOnly:
            heading = "Let “\(user.name)” change nothing?"
            explanation =
                "The user may see everything then, and change nothing, on these pages and by the API."
            action = "Let the user change nothing"
            path = "edit"
        case .removal:
            heading = "Remove the user “\(user.name)”?"
            explanation = """
                Whoever is logged in with that name is logged out, and the next request to the API is refused. Campaigns, \
                events and tokens stay.
                """
            action = "Remove the user"
            path = "remove"
        }
    }
}
