/// One user, and what may be changed of him.
package struct UserPage: Page {
    package static let template = PageTemplate.user

    let name: String
    let nameField: FieldValue
    let isReadOnly: Bool
    /// It is whoever looks at the page.
    let isOneself: Bool
    let removalAddress: String

    package init(name: String, isReadOnly: Bool, isOneself: Bool, removalAddress: String) {
        self.name = name
        nameField = FieldValue(name)
        self.isReadOnly = isReadOnly
        self.isOneself = isOneself
        self.removalAddress = removalAddress
    }
}
