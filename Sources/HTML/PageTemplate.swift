/// The template of each page.
package enum PageTemplate: String, CaseIterable, Sendable {
    case login, failure, overview, report
    case leads, journey, missingJourney, unattributed, change, moves
    case users, user, account, confirmation, status
    case live, refusal
    case campaign, archived, expenses

    private var bytes: [UInt8] {
        switch self {
        case .leads: PackageResources.leads_mustache
        case .journey: PackageResources.journey_mustache
        case .missingJourney: PackageResources.missingJourney_mustache
        case .unattributed: PackageResources.unattributed_mustache
        case .change: PackageResources.change_mustache
        case .moves: PackageResources.moves_mustache
        case .campaign: PackageResources.campaign_mustache
        case .archived: PackageResources.archived_mustache
        case .expenses: PackageResources.expenses_mustache
        case .live: PackageResources.live_mustache
        case .refusal: PackageResources.refusal_mustache
        case .login: PackageResources.login_mustache
        case .failure: PackageResources.failure_mustache
        case .overview: PackageResources.overview_mustache
        case .users: PackageResources.users_mustache
        case .user: PackageResources.user_mustache
        case .account: PackageResources.account_mustache
        case .confirmation: PackageResources.confirmation_mustache
        case .status: PackageResources.status_mustache
        case .report: PackageResources.report_mustache
        }
    }

    /// What several pages have in common.
    private static let parts = [
        "layout": PackageResources.layout_mustache,
        "attention": PackageResources.attention_mustache,
        "days": PackageResources.days_mustache,
    ]

    static var texts: [String: String] {
        let pages = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.bytes) })
        return pages.merging(parts) { page, _ in page }.mapValues { String(decoding: $0, as: UTF8.self) }
    }
}
