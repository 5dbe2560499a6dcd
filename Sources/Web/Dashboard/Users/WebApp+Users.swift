import HTML
import HTTP
import Markup
import Storage
import Tracking

/// Who may log in, and what programs log in with.
extension WebApp {
    /// `GET /dashboard/users`.
    func showUsers(_ request: RoutedRequest) throws -> Reply {
        let word = QueryFields(request.request.query).text("done")
        return .response(try usersPage(request, UsersView(notice: word.flatMap(UsersNotice.init)?.text)))
    }

    /// `GET /dashboard/tokens`, where the page with a new token was.
    func redirectToUsers(_ request: RoutedRequest) -> Reply {
        .response(HTTPResponse(seeOther: "/users", of: request.request))
    }

    /// What the page is shown with, but for what is stored.
    struct UsersView {
        var status = HTTPStatus.ok
        var newUser = NewUserForm()
        var newToken = NewTokenForm()
        var madeToken: MadeToken?
        var notice: String?
    }

    func usersPage(_ request: RoutedRequest, _ view: UsersView) throws -> HTTPResponse {
        let layout = request.layout("Users and tokens", .users, notice: view.notice)
        let rows = LoginRows(base: layout.base, mayChange: layout.account?.mayChange == true, now: now())
        let tokens = try store.tokens()
        let page = UsersPage(
            users: rows.table(of: try store.users()), tokens: tokens.isEmpty ? nil : rows.table(of: tokens),
            newUser: view.newUser, newToken: view.newToken, madeToken: view.madeToken)
        return HTTPResponse(view.status, page, in: layout)
    }
}

/// What was done just before, by the word in the address.
enum UsersNotice: String {
    case added, changed, removed, tokenRemoved

    var text: String {
        switch self {
        case .added: "The user was added."
        case .changed: "What the user may do was changed; it holds from now on."
        case .removed: "The user was removed, and every session of that name has ended."
        case .tokenRemoved: "The token was removed. The next request with it is refused."
        }
    }
}

/// Users and tokens as rows of tables; whoever may change something finds the way to it in the last column.
private struct LoginRows {
    let base: String
    let mayChange: Bool
    let now: Timestamp

    func table(of users: [User]) -> Markup {
        table("Users", "Change", users.map { ($0.name, $0.isReadOnly, $0.createdAt) }) { name in
            link("Change…", to: "users/edit", name)
        }
    }

    func table(of tokens: [Token]) -> Markup {
        table("Tokens", "Remove", tokens.map { ($0.name, $0.isReadOnly, $0.createdAt) }) { name in
            link("Remove…", to: "tokens/remove", name)
        }
    }

    private func table(
        _ caption: String, _ action: String,
        _ logins: [(name: String, isReadOnly: Bool, createdAt: Timestamp)],
        _ way: (String) -> Table.Cell
    ) -> Markup {
        let clock = WallClock(zone: .utc, now: now)
        let columns = ["Name", "May", "Added, UTC"] + (mayChange ? [action] : [])
        let rows = logins.map { login -> [Table.Cell] in
            let cells: [Table.Cell] = [
                .text(login.name), .text(login.isReadOnly ? "see everything" : "change everything"),
                .markup(clock.markup(login.createdAt)),
            ]
            return cells + (mayChange ? [way(login.name)] : [])
        }
        return Table(caption: caption, columns: columns.map { Table.Column($0) }, rows: rows).markup
    }

    /// Named by what it is of, for whoever hears it outside of its row.
    private func link(_ text: String, to path: String, _ name: String) -> Table.Cell {
        let address = "\(base)/\(path)?" + QueryString.text([(name: "name", value: name)])
        return .markup(
            Markup { $0.element("a", ["href": address, "aria-label": "\(text) \(name)"], text: text) })
    }
}
