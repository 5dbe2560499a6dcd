import HTML
import HTTP

/// What the handlers of pages have in common.
extension RoutedRequest {
    /// What stands around a page.
    func layout(_ title: String, _ section: Layout.Section?, notice: String? = nil) -> Layout {
        Layout(title, section, below: request.prefix, for: identity, notice: notice)
    }

    /// For pages that lead to nothing but changes.
    func requireRightToChange() throws(RequestError) {
        guard identity?.mayChange == true else { throw .readOnlyLogin }
    }
}

extension Layout {
    /// Around what is shown to `identity`; nil: nobody has logged in.
    init(
        _ title: String, _ section: Section?, below prefix: String, for identity: Identity?,
        notice: String? = nil
    ) {
        self.init(
            title: title, base: prefix + WebApp.dashboardPath,
            account: identity.map { identity in
                Account(
                    name: identity.name, mayChange: identity.mayChange,
                    formToken: identity.session.map(FormToken.text) ?? "")
            },
            section: section, notice: notice)
    }
}
