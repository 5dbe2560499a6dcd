import Storage
import Tracking

/// Which campaigns the overview shows, and in which order.
struct OverviewRows {
    /// Those that are sought.
    let found: [CampaignFigures]
    let pageCount: Int
    /// From 1.
    let page: Int
    /// Those of the page.
    let shown: [CampaignFigures]

    init(_ campaigns: [CampaignFigures], _ choice: OverviewChoice) {
        found = campaigns.filter { choice.isSought($0.campaign) }
        pageCount = max((found.count + OverviewChoice.rowsOnPage - 1) / OverviewChoice.rowsOnPage, 1)
        page = min(choice.page, pageCount)
        shown = Array(
            found.sorted(by: choice.column, choice.order)
                .dropFirst((page - 1) * OverviewChoice.rowsOnPage).prefix(OverviewChoice.rowsOnPage))
    }
}
