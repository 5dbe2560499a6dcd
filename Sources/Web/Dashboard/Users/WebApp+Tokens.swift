import HTML
import HTTP
import Passwords
import Storage

/// What programs log in with.
extension WebApp {
    /// `POST /dashboard/tokens`: answered by the one page that shows the token, so that it stands in no address.
    func addToken(_ request: RoutedRequest) throws -> Reply {
        let form = try FormFields(request.request)
        let (name, isReadOnly) = (form.text("name"), form.isReadOnly)
        let token = AccessToken()
        if let problem = try problem(addingToken: name, token, isReadOnly: isReadOnly) {
            let typed = NewTokenForm(name: name, isReadOnly: isReadOnly, nameProblem: problem)
            return .response(
                try usersPage(request, UsersView(status: .unprocessableEntity, newToken: typed)))
        }
        return .response(
            try usersPage(request, UsersView(madeToken: MadeToken(name: name, text: token.text))))
    }

    /// What is wrong with the name, for people; nil: the token was added.
    private func problem(addingToken name: String, _ token: AccessToken, isReadOnly: Bool) throws -> String? {
        if let problem = LoginName.problem(ofToken: name) { return problem }
        do {
            try store.addToken(name, hash: token.hash, isReadOnly: isReadOnly, at: now())
            return nil
        } catch StoreError.refused(.tokenExists) {
            return "There is a token of that name already."
        }
    }

    /// `GET /dashboard/tokens/remove`: asks before the token of the field `name` is removed.
    func askToRemoveToken(_ request: RoutedRequest) throws -> Reply {
        try request.requireRightToChange()
        let name = QueryFields(request.request.query).text("name") ?? ""
        guard try store.tokens().contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            throw RequestError.unknownPath
        }
        let heading = "Remove the token “\(name)”?"
        let layout = request.layout(heading, .users)
        let page = ConfirmationPage(
            heading: heading,
            explanation: [
                "The next request with it is refused. It cannot be had again; another one can be made."
            ],
            address: "\(layout.base)/tokens/remove", fields: [ConfirmationPage.Field("name", name)],
            action: "Remove the token", wayBack: "\(layout.base)/users")
        return .response(HTTPResponse(.ok, page, in: layout))
    }

    /// `POST /dashboard/tokens/remove`.
    func removeToken(_ request: RoutedRequest) throws -> Reply {
        guard try store.removeToken(FormFields(request.request).text("name")) else {
            throw RequestError.unknownPath
        }
        return .response(HTTPResponse(seeOther: "/users?done=tokenRemoved", of: request.request))
    }
}
