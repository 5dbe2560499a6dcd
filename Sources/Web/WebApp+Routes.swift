import HTTP

/// Everything that can be asked for.
extension WebApp {
    static let routes = [
        Route("/api/v2/track/click", for: .landingPages, .atOnce, .tracking, [.post: .changing(trackClick)]),
        Route(
            "/api/v2/track/lead", for: .landingPages, .atOnce, .tracking,
            [.get: .changing(trackLead), .post: .changing(trackLead)]),
        Route(
            "/api/v2/track/postback", for: .landingPages, .atOnce, .tracking,
            [.get: .changing(trackPostback), .post: .changing(trackPostback)]),
        Route(healthPath, for: .anyone, .atOnce, .api, [.get: .reading(health)]),
        Route(livePath, for: .anyone, .atOnce, .api, [.get: .reading(live)]),

        Route("/api/v2/auth/authenticate", for: .login, .clerk, .api, [.post: .reading(authenticate)]),
        Route(
            "/api/v2/core/campaigns", for: .login, .clerk, .api,
            [.get: .reading(listCampaigns), .post: .changing(addCampaign)]),
        Route(
            "/api/v2/core/campaigns/<id>", for: .login, .clerk, .api,
            [.get: .reading(showCampaign), .patch: .changing(editCampaign)]),
        Route("/api/v2/core/campaigns/<id>/flows", for: .login, .clerk, .api, [.get: .reading(listFlows)]),
        Route(
            "/api/v2/core/campaigns/<id>/attribute", for: .login, .clerk, .api,
            [.post: .changing(attributeClicks)]),
        Route(
            "/api/v2/core/campaigns/<id>/move-clicks", for: .login, .clerk, .api,
            [.post: .changing(moveClicks)]),
        Route(
            "/api/v2/core/campaigns/moves/<run>/undo", for: .login, .clerk, .api,
            [.post: .changing(undoMove)]),
        Route(
            "/api/v2/core/filters/campaigns", for: .login, .clerk, .api, [.get: .reading(listCampaignNames)]),

        Route("/api/v2/reports/statistics", for: .login, .reporter, .api, [.get: .reading(showStatistics)]),
        Route("/api/v2/reports/leads", for: .login, .reporter, .api, [.get: .reading(listLeads)]),
        Route("/api/v2/reports/leads/<clickId>", for: .login, .clerk, .api, [.get: .reading(showLead)]),
        Route(
            "/api/v2/reports/expenses", for: .login, .clerk, .api,
            [.get: .reading(listExpenses), .post: .changing(setExpenses)]),
        Route(
            "/api/v2/reports/helpers/expenses-distribution-parameters", for: .login, .clerk, .api,
            [.get: .reading(listDistributionParameters)]),
        Route(
            "/api/v2/reports/helpers/expenses-distribution-parameter-values", for: .login, .clerk, .api,
            [.get: .reading(listDistributionParameterValues)]),
        Route("/api/v2/reports/unattributed", for: .login, .clerk, .api, [.get: .reading(showUnattributed)]),

        Route("/api/v2/openapi.json", for: .login, .clerk, .api, [.get: .reading(showOpenAPI)]),
    ]
}
