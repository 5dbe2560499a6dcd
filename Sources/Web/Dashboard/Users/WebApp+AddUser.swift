import HTML
import HTTP
import Passwords
import Storage

/// People who are to log in.
extension WebApp {
    /// `POST /dashboard/users`.
    func addUser(_ request: RoutedRequest) throws -> Reply {
        let typed = TypedUser(try FormFields(request.request))
        guard let password = typed.password else {
            return .response(try usersPage(request, typed.view()))
        }
        return .hashing(
            PasswordHashing(password: password) { [self] hash in
                .response(try add(typed, hash, for: request))
            })
    }

    private func add(
        _ typed: TypedUser, _ hash: PasswordHash, for request: RoutedRequest
    ) throws -> HTTPResponse {
        do {
            try store.addUser(typed.name, passwordHash: hash.text, isReadOnly: typed.isReadOnly, at: now())
        } catch StoreError.refused(.userExists) {
            return try usersPage(request, typed.view(nameProblem: "There is a user of that name already."))
        }
        return HTTPResponse(seeOther: "/users?done=added", of: request.request)
    }
}

/// What was typed for a new user.
private struct TypedUser {
    let name: String
    let isReadOnly: Bool
    /// nil: there is something wrong, with it or with the name.
    let password: NewPassword?
    private let nameProblem: String?
    private let passwords: TypedPasswords

    init(_ form: FormFields) {
        name = form.text("name")
        isReadOnly = form.isReadOnly
        nameProblem = LoginName.problem(ofUser: name)
        passwords = TypedPasswords(form)
        password = nameProblem == nil ? passwords.password : nil
    }

    /// The form once more, with what is wrong.
    func view(nameProblem: String? = nil) -> WebApp.UsersView {
        WebApp.UsersView(
            status: .unprocessableEntity,
            newUser: NewUserForm(
                name: name, isReadOnly: isReadOnly, nameProblem: nameProblem ?? self.nameProblem,
                passwordProblem: passwords.problem, againProblem: passwords.againProblem))
    }
}
