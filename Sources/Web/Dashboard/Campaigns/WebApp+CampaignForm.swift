import HTML
import HTTP
import JSON
import Storage
import Tracking

/// Campaigns in forms.
extension WebApp {
    /// `GET /dashboard/campaigns/new`.
    func showNewCampaign(_ request: RoutedRequest) throws -> Reply {
        try request.requireRightToChange()
        return .response(try campaignPage(.new, of: nil, request))
    }

    /// `POST /dashboard/campaigns/new`: adds the campaign, or shows the form again as one of its buttons wants it.
    func addCampaignByForm(_ request: RoutedRequest) throws -> Reply {
        let sent = try SentCampaign(request)
        guard sent.saves else {
            return .response(try campaignPage(sent.form, of: nil, request, showsChanges: sent.isPreview))
        }
        var problems = FormProblems()
        let id = sent.form.campaignID(problems: &problems)
        if let settings = try sent.form.settings(problems: &problems) {
            do throws(StoreError) {
                let campaign = try store.addCampaign(settings, id: id, at: now())
                return .response(
                    HTTPResponse(seeOther: "/campaigns/\(campaign.id)/edit?done=added", of: request.request))
            } catch .refused(.campaignExists(let id)) {
                problems.add(StoreError.refused(.campaignExists(id)).description, in: "number")
            }
        }
        return .response(try campaignPage(sent.form, of: nil, request, problems: problems))
    }

    /// `GET /dashboard/campaigns/<id>/edit`: also for whoever may only read. `try` is a word to be tried, `words`
    /// whether all that have come are shown.
    func showCampaignForm(_ request: RoutedRequest) throws -> Reply {
        let campaign = try existingCampaign(request.campaignID())
        let tried = QueryFields(request.request.query).text("try") ?? ""
        return .response(try campaignPage(CampaignForm(campaign, tried: tried), of: campaign, request))
    }

    /// `POST /dashboard/campaigns/<id>/edit`: changes the campaign, or shows the form again as one of its buttons wants it.
    func editCampaignByForm(_ request: RoutedRequest) throws -> Reply {
        try editCampaignByForm(request, isKnownToBeStale: false)
    }

    private func editCampaignByForm(_ request: RoutedRequest, isKnownToBeStale: Bool) throws -> Reply {
        let campaign = try existingCampaign(request.campaignID())
        var sent = try SentCampaign(request)
        guard sent.saves else {
            return .response(
                try campaignPage(sent.form, of: campaign, request, showsChanges: sent.isPreview))
        }
        var problems = FormProblems()
        if isKnownToBeStale || sent.form.version != campaign.settings.version {
            problems.add(
                "Somebody has changed the campaign since this page was made. Nothing was saved; save again to replace what is there now.",
                in: "version")
            sent.form.tellWhatIsStored(of: campaign, problems: &problems)
            sent.form.version = campaign.settings.version
        }
        if let change = try sent.form.change(of: campaign, problems: &problems) {
            let known = campaign.settings
            guard try store.updateCampaign(campaign.id, change, expecting: known) != nil else {
                // Somebody has changed it since it was read here: that is told.
                return try editCampaignByForm(request, isKnownToBeStale: true)
            }
            return .response(
                HTTPResponse(seeOther: "/campaigns/\(campaign.id)/edit?done=saved", of: request.request))
        }
        return .response(try campaignPage(sent.form, of: campaign, request, problems: problems))
    }

    /// How many postbacks are looked at for their words, and for how long, so that the page comes at once.
    private static let lookedAtCount = 10_000
    private static let lookingTime = Duration.milliseconds(100)

    private func campaignPage(
        _ form: CampaignForm, of campaign: Campaign?, _ request: RoutedRequest, showsChanges: Bool = false,
        problems: FormProblems = FormProblems()
    ) throws -> HTTPResponse {
        var mapperProblems = FormProblems()
        let draft = form.mapper.mapper(
            replacing: campaign?.settings.statusMapper, problems: &mapperProblems)
        let query = QueryFields(request.request.query)
        let view = CampaignView(
            form: form, campaign: campaign, problems: showsChanges ? mapperProblems : problems,
            draft: draft, isDraftWrong: !mapperProblems.isEmpty,
            seen: try campaign.flatMap { try seenWords(in: form.mapper, of: $0, request) },
            address: PublicAddress(request.request), isWaiting: try campaign.map(isWaiting) ?? false,
            showsChanges: showsChanges, showsAllWords: CampaignView.asksForAllWords(query),
            isUnsaved: request.request.method == .post,
            mayChange: request.identity?.mayChange ?? false)
        let title = campaign?.settings.name ?? "New campaign"
        let notice = query.text("done").flatMap { Self.campaignNotices[$0] }
        return HTTPResponse(
            problems.isEmpty ? .ok : .unprocessableEntity, view.page,
            in: request.layout(title, .overview, notice: notice))
    }

    private static let campaignNotices = [
        "added":
            "The campaign is there. Put what stands below into your pages; its first click shows in its report.",
        "saved": "Saved. The mapper and the cost hold for postbacks from now on.",
        "archived": "Archived: lists leave the campaign out. It goes on recording.",
        "listed": "The campaign is in the lists again.",
    ]

    private func isWaiting(_ campaign: Campaign) throws -> Bool {
        try store.summary(of: campaign.id).clickCount == 0
    }

    private func seenWords(
        in mapper: MapperForm, of campaign: Campaign, _ request: RoutedRequest
    ) throws -> SeenWords? {
        guard !mapper.parameter.isEmpty, let parameter = mapper.parameter.value.string else { return nil }
        return try store(for: request).seenWords(
            of: campaign.id, parameter: parameter, among: Self.lookedAtCount, for: Self.lookingTime)
    }
}

/// A form of a campaign, and which of its buttons has sent it.
private struct SentCampaign {
    var form: CampaignForm
    let saves: Bool
    let isPreview: Bool

    init(_ request: RoutedRequest) throws(RequestError) {
        let fields = try FormFields(request.request)
        form = CampaignForm(fields)
        let action = fields.text("action")
        saves = action == "save"
        let added = fields.text("add")
        if !added.isEmpty { form.mapper.addRow(spelling: added) }
        if action == "more" { form.mapper.addRows() }
        isPreview = action != "more" && added.isEmpty
    }
}
