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
            "/api/v2/core/campaigns/<id>/attribute", for: .login, .reporter, .api,
            [.post: .changing(attributeClicks)]),
        Route(
            "/api/v2/core/campaigns/<id>/move-clicks", for: .login, .reporter, .api,
            [.post: .changing(moveClicks)]),
        Route(
            "/api/v2/core/campaigns/moves/<run>/undo", for: .login, .reporter, .api,
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
        Route(
            "/api/v2/reports/unattributed", for: .login, .reporter, .api, [.get: .reading(showUnattributed)]),

        Route("/api/v2/alerts", for: .login, .clerk, .api, [.get: .reading(showAlerts)]),

        Route("/api/v2/openapi.json", for: .login, .clerk, .api, [.get: .reading(showOpenAPI)]),

        Route(dashboardPath, for: .anyone, .atOnce, .page, [.get: .reading(redirectToDashboard)]),
        Route(dashboardPath + "/", for: .session, .clerk, .page, [.get: .reading(showOverview)]),
        Route(assetPath, for: .anyone, .atOnce, .page, [.get: .reading(showAsset)]),
        Route(
            dashboardPath + "/login", for: .loginForm, .clerk, .page,
            [.get: .reading(showLoginForm), .post: .changingOwn(beginSession)]),
        Route(dashboardPath + "/live", for: .session, .clerk, .page, [.get: .reading(showLive)]),
        Route(
            dashboardPath + "/live/refused/<id>", for: .session, .clerk, .page, [.get: .reading(showRefusal)]),
        Route(dashboardPath + "/logout", for: .session, .clerk, .page, [.post: .changingOwn(endSession)]),
        Route(dashboardPath + "/account", for: .session, .clerk, .page, [.get: .reading(showAccount)]),
        Route(
            dashboardPath + "/account/password", for: .session, .clerk, .page,
            [.post: .changingOwn(changePassword)]),
        Route(
            dashboardPath + "/account/sessions", for: .session, .clerk, .page,
            [.post: .changingOwn(endOtherSessions)]),
        Route(
            dashboardPath + "/users", for: .session, .clerk, .page,
            [.get: .reading(showUsers), .post: .changing(addUser)]),
        Route(
            dashboardPath + "/users/edit", for: .session, .clerk, .page,
            [.get: .reading(showUser), .post: .changing(editUser)]),
        Route(
            dashboardPath + "/users/remove", for: .session, .clerk, .page,
            [.get: .reading(askToRemoveUser), .post: .changing(removeUser)]),
        Route(
            dashboardPath + "/tokens", for: .session, .clerk, .page,
            [.get: .reading(redirectToUsers), .post: .changing(addToken)]),
        Route(
            dashboardPath + "/tokens/remove", for: .session, .clerk, .page,
            [.get: .reading(askToRemoveToken), .post: .changing(removeToken)]),
        Route(
            dashboardPath + "/campaigns/new", for: .session, .clerk, .page,
            [.get: .reading(showNewCampaign), .post: .changing(addCampaignByForm)]),
        Route(
            dashboardPath + "/campaigns/archived", for: .session, .clerk, .page,
            [.get: .reading(listArchivedCampaigns)]),
        Route(
            dashboardPath + "/campaigns/<id>/edit", for: .session, .clerk, .page,
            [.get: .reading(showCampaignForm), .post: .changing(editCampaignByForm)]),
        Route(
            dashboardPath + "/campaigns/<id>/archive", for: .session, .clerk, .page,
            [.post: .changing(archiveCampaign)]),
        Route(
            dashboardPath + "/campaigns/<id>/expenses", for: .session, .clerk, .page,
            [.get: .reading(showExpensesPage), .post: .changing(saveExpensesPage)]),
        Route(
            dashboardPath + "/campaigns/<id>", for: .session, .clerk, .page,
            [.get: .reading(showCampaignReport)]),
        Route(dashboardPath + "/report", for: .session, .clerk, .page, [.get: .reading(showReport)]),
        Route(dashboardPath + "/leads", for: .session, .clerk, .page, [.get: .reading(showLeads)]),
        Route(dashboardPath + "/leads.csv", for: .session, .reporter, .page, [.get: .reading(downloadLeads)]),
        Route(
            dashboardPath + "/journeys/<clickId>", for: .session, .clerk, .page, [.get: .reading(showJourney)]
        ),
        Route(
            dashboardPath + "/journeys/<clickId>/json", for: .session, .clerk, .page,
            [.get: .reading(showJourneyJSON)]),
        Route(
            dashboardPath + "/unattributed", for: .session, .clerk, .page,
            [.get: .reading(showUnattributedPage)]),
        Route(
            dashboardPath + "/unattributed/<number>", for: .session, .reporter, .page,
            [.get: .reading(askToAttribute), .post: .changing(attributeFromPage)]),
        Route(
            dashboardPath + "/moves", for: .session, .clerk, .page,
            [.get: .reading(showMoves), .post: .changing(moveFromPage)]),
        Route(dashboardPath + "/moves/new", for: .session, .reporter, .page, [.get: .reading(askToMove)]),
        Route(
            dashboardPath + "/moves/<run>/undo", for: .session, .reporter, .page,
            [.get: .reading(askToUndoMove), .post: .changing(undoMoveFromPage)]),
        Route(dashboardPath + "/status", for: .session, .clerk, .page, [.get: .reading(showStatus)]),
    ]
}
