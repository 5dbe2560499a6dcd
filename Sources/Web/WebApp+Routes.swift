import HTTP

/// Everything that can be asked for.
extension WebApp {
    static let routes = [
        Route("/api/v2/track/click", .tracking, [.post: trackClick]),
        Route("/api/v2/track/lead", .tracking, [.get: trackLeadFromQuery, .post: trackLeadFromBody]),
        Route(
            "/api/v2/track/postback", .tracking, [.get: trackPostbackFromQuery, .post: trackPostbackFromBody]),
        Route("/api/v2/health", .open, [.get: health]),

        Route("/api/v2/auth/authenticate", .harmlessLogin, [.post: authenticate]),
        Route("/api/v2/core/campaigns", .login, [.get: listCampaigns, .post: addCampaign]),
        Route("/api/v2/core/campaigns/<id>", .login, [.get: showCampaign, .patch: editCampaign]),
        Route("/api/v2/core/campaigns/<id>/attribute", .login, [.post: attributeClicks]),
        Route("/api/v2/core/filters/campaigns", .login, [.get: listCampaignNames]),

        Route("/api/v2/reports/statistics", .report, [.get: showStatistics]),
        Route("/api/v2/reports/leads", .report, [.get: listLeads]),
        Route("/api/v2/reports/leads/<clickId>", .login, [.get: showLead]),
        Route("/api/v2/reports/expenses", .login, [.get: listExpenses, .post: setExpenses]),
        Route(
            "/api/v2/reports/helpers/expenses-distribution-parameters", .login,
            [.get: listDistributionParameters]),
        Route(
            "/api/v2/reports/helpers/expenses-distribution-parameter-values", .login,
            [.get: listDistributionParameterValues]),
        Route("/api/v2/reports/unattributed", .login, [.get: showUnattributed]),

        Route("/api/v2/openapi.json", .login, [.get: showOpenAPI]),
    ]

    /// What is open to nobody without a login, whether or not it exists.
    private static let guardedPaths = [
        "/api/v2/auth", "/api/v2/core", "/api/v2/reports", "/api/v2/openapi.json",
    ]

    static func needsLogin(_ path: String) -> Bool {
        guardedPaths.contains {
            path.hasPrefix($0) && (path.utf8.count == $0.utf8.count || path.hasPrefix($0 + "/"))
        }
    }
}
