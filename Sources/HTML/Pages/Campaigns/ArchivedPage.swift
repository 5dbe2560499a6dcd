import Markup

/// The campaigns that other lists leave out.
package struct ArchivedPage: Page {
    package static let template = PageTemplate.archived

    let hasCampaigns: Bool
    let table: Markup

    package init(_ table: Markup?) {
        hasCampaigns = table != nil
        self.table = table ?? .none
    }
}
