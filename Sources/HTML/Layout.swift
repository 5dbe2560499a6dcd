/// What stands around each page.
package struct Layout: Sendable {
    package let title: String
    /// Of the dashboard, without a slash at its end: `/dashboard`, `/tracker/dashboard`.
    package let base: String
    /// nil: nobody has logged in.
    package let account: Account?
    /// Which of `navigation` the page belongs to.
    package let section: Section?
    /// What has just been done, on the first page after it.
    package let notice: String?

    package enum Section: String, CaseIterable, Sendable {
        case overview, leads, live, unattributed, users, status
    }

    /// Who has logged in.
    package struct Account: Sendable {
        package let name: String
        package let mayChange: Bool
        /// For each form that changes something: it was made for a page of ours.
        package let formToken: String

        package init(name: String, mayChange: Bool, formToken: String) {
            self.name = name
            self.mayChange = mayChange
            self.formToken = formToken
        }
    }

    package init(
        title: String, base: String, account: Account?, section: Section?, notice: String? = nil
    ) {
        self.title = title
        self.base = base
        self.account = account
        self.section = section
        self.notice = notice
    }

    // MARK: For the template

    package struct Link: Sendable {
        let title: String
        let address: String
        let isCurrent: Bool
    }
}
