import HTML
import HTTP
import Markup
import Storage
import Tracking

/// What counts for no campaign, on the pages.
extension WebApp {
    private static let numbersOnPage: Int64 = 50
    private static let mostJourneys = 20
    /// Strangers choose how many there are.
    private static let mostCountedJourneys: Int64 = 10_000

    /// `GET /dashboard/unattributed`: clicks by the number that they sent, and events without a click.
    func showUnattributedPage(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let number = fields.filled("page", FieldReading.integer(in: Page.numbers)) ?? 1
        let page = Page(number: number, size: Self.numbersOnPage) ?? .first
        let store = store(for: request)
        let writer = UnattributedWriter(
            campaigns: try CampaignChoices(of: store), clock: WallClock(zone: .utc, now: now()), request)
        return .response(
            writer.page(
                page, try store.unattributedClicks(page, .ascending), others: try store.unlistedClicks(),
                try store.eventsWithoutClick(upTo: Self.mostCountedJourneys),
                try store.journeysWithoutClick(upTo: Self.mostJourneys),
                notice: AttributionNotice(fields)?.text))
    }

    /// `GET /dashboard/unattributed/<number>`: what it would change to attribute the clicks that sent a number.
    func askToAttribute(_ request: RoutedRequest) throws -> Reply {
        let sent = try request.sentNumber()
        var fields = QueryFields(request.request.query)
        let id = fields.filled("campaignId", FieldReading.campaignID)
        try fields.finish()
        let store = store(for: request)
        let writer = UnattributedWriter(
            campaigns: try CampaignChoices(of: store), clock: WallClock(zone: .utc, now: now()), request)
        let journeys = try store.unattributedJourneys(of: sent, upTo: Self.mostJourneys)
        guard let id else { return .response(writer.page(of: sent, journeys)) }
        let campaign = try existingCampaign(id)
        let horizon = try store.horizon(at: now())
        let preview = try store.previewAttribution(of: sent, to: id, seenFrom: horizon)
        return .response(writer.page(of: sent, to: campaign, preview, seenFrom: horizon, journeys))
    }

    /// `POST /dashboard/unattributed/<number>`: attributes those that the page has shown.
    func attributeFromPage(_ request: RoutedRequest) throws -> Reply {
        let sent = try request.sentNumber()
        var fields = try FormFields(request.request).fields
        let id = fields.required("campaignId", FieldReading.campaignID)
        let horizon = fields.required(Horizon.fieldName) { text throws(FieldProblem) in try Horizon(text) }
        guard let id, let horizon else { throw RequestError.invalidFields(fields.errors, source: .json) }
        let count = try store.attribute(
            sent, to: id, seenFrom: horizon, by: request.author, at: now())
        let notice = QueryString.text([
            (name: "done", value: "attributed"), (name: "count", value: "\(count)"),
            (name: "campaignId", value: "\(id)"),
        ])
        return .response(HTTPResponse(seeOther: "/unattributed?" + notice, of: request.request))
    }
}

extension RoutedRequest {
    /// The number in the path, which no campaign need have.
    fileprivate func sentNumber() throws(RequestError) -> CampaignID {
        guard let text = parameters["number"], let number = Int64(text), let sent = CampaignID(number),
            text == sent.description
        else { throw .unknownPath }
        return sent
    }
}

/// What has just been done, as the address of the next page says it.
private struct AttributionNotice {
    let text: String

    init?(_ fields: QueryFields) {
        guard fields.text("done") == "attributed", let count = fields.text("count").flatMap({ Int64($0) }),
            count >= 0,
            let campaign = fields.text("campaignId").flatMap({ Int64($0) }).flatMap({ CampaignID($0) })
        else { return nil }
        text = "\(count.counted("click counts", "clicks count")) for campaign \(campaign) now."
    }
}

/// Makes the pages of what counts for no campaign.
private struct UnattributedWriter {
    private let campaigns: CampaignChoices
    private let near: NearCampaigns
    private let clock: WallClock
    private let request: RoutedRequest
    private let base: String

    init(campaigns: CampaignChoices, clock: WallClock, _ request: RoutedRequest) {
        self.campaigns = campaigns
        near = NearCampaigns(campaigns.listed, archived: campaigns.archived)
        self.clock = clock
        self.request = request
        base = request.request.prefix + WebApp.dashboardPath
    }

    // MARK: All numbers

    func page(
        _ page: Tracking.Page, _ clicks: PageOf<UnattributedClicks>, others: Int64,
        _ events: EventsWithoutClick,
        _ journeys: [JourneySummary], notice: String?
    ) -> HTTPResponse {
        let content = UnattributedPage(
            clicks: sentence(clicks.total, others), numbers: table(clicks.rows),
            links: links(page, clicks.total),
            waiting: sentence(events),
            journeys: JourneyTable(clock: clock, base: base).markup("The latest of them", journeys))
        return HTTPResponse(.ok, content, in: request.layout("Unattributed", .unattributed, notice: notice))
    }

    private func sentence(_ numbers: Int64, _ others: Int64) -> String {
        guard numbers + others > 0 else {
            return
                "Every click counts for a campaign. A click that sends a number which no campaign has would stand here."
        }
        let further =
            others == 0
            ? ""
            : " \(others.counted("further click", "further clicks")) sent other numbers, which are not listed."
        return """
            Clicks have sent \(numbers.counted("number that no campaign has", "numbers that no campaign had when they came")). \
            They are kept, and count when you attribute them.\(further) Times are in UTC.
            """
    }

    private func sentence(_ events: EventsWithoutClick) -> String {
        guard events.journeys > 0, let first = events.firstEventAt, let last = events.lastEventAt else {
            return
                "Every lead and every postback has its click. One whose click has not come would stand here."
        }
        let leads = events.leads.counted("lead", "leads")
        let postbacks = events.postbacks.counted("postback", "postbacks")
        let journeys = events.journeys.grouped
        let count =
            events.areAll
            ? """
            \(leads) and \(postbacks) of \(events.journeys.counted("journey", "journeys")) wait for a click
            """
            : """
            \(journeys) journeys or more wait for a click. Of the latest \(journeys) there are \(leads) and \(postbacks)
            """
        return """
            \(count): the first came \(clock.text(first)), the latest \(clock.text(last)) (UTC). They count as soon as \
            it comes. If it never does, the landing page sends no click, or another click id than the network gives back.
            """
    }

    private func table(_ rows: [UnattributedClicks]) -> Markup {
        guard !rows.isEmpty else { return .none }
        let columns = ["Number sent", "Clicks", "First", "Latest", "Attribute"].map { Table.Column($0) }
        return Table(
            caption: "Clicks by the number that they sent", columns: columns,
            rows: rows.map { row in
                [
                    .link("\(row.sentCampaignID)", to: "\(base)/unattributed/\(row.sentCampaignID)"),
                    .text(row.clicks.grouped), .markup(clock.markup(row.firstClickAt)),
                    .markup(clock.markup(row.lastClickAt)), .markup(choices(row)),
                ]
            }
        ).markup
    }

    /// Links to what attributing would change.
    private func choices(_ row: UnattributedClicks) -> Markup {
        let address = "\(base)/unattributed/\(row.sentCampaignID)"
        return Markup { page in
            for campaign in near.meant(by: row.sentCampaignID) {
                page.element(
                    "a", ["href": "\(address)?campaignId=\(campaign.id)", "class": "meant"],
                    text: "to \(campaign.id) \(campaign.name.cut(afterBytes: 40))\u{2026}")
                page.text(" ")
            }
            page.element(
                "a",
                [
                    "href": address,
                    "aria-label": "Choose a campaign for the clicks that sent \(row.sentCampaignID)",
                ],
                text: "choose\u{2026}")
        }
    }

    private func links(_ page: Tracking.Page, _ total: Int64) -> [AddressChoice] {
        var links: [AddressChoice] = []
        if page.number > 1 { links.append(link(to: page.number - 1)) }
        if page.offset < total, page.offset + page.size < total { links.append(link(to: page.number + 1)) }
        return links
    }

    private func link(to number: Int64) -> AddressChoice {
        AddressChoice("Page \(number.grouped)", to: "\(base)/unattributed?page=\(number)")
    }

    // MARK: One number

    /// No campaign is chosen yet.
    func page(of sent: CampaignID, _ journeys: [JourneySummary]) -> HTTPResponse {
        guard !campaigns.listed.isEmpty || !campaigns.archived.isEmpty else {
            return response(
                sent, choice: nil, ["There is no campaign yet that they could be attributed to."], .none, nil,
                journeys)
        }
        let sentence =
            journeys.isEmpty
            ? "No click that sent \(sent) is unattributed." : "Choose the campaign that they belong to."
        return response(
            sent, choice: choice(sent, near.meant(by: sent).first?.id), [sentence], .none, nil, journeys)
    }

    func page(
        of sent: CampaignID, to campaign: Campaign, _ preview: MovePreview, seenFrom horizon: Horizon,
        _ journeys: [JourneySummary]
    ) -> HTTPResponse {
        let name = "\(campaign.id) \(campaign.settings.name)"
        guard preview.count > 0 else {
            return response(
                sent, choice: choice(sent, campaign.id), ["No click that sent \(sent) is unattributed."],
                .none, nil,
                journeys)
        }
        let count = preview.count.counted("journey", "journeys")
        let sentences = [
            """
            \(count) whose click sent \(sent) would count for campaign \(name) from now on, on the days of their clicks. \
            Their postbacks would be mapped with the campaign\u{2019}s mapper and cost of today.
            """,
            "A click that comes after this page was made stays unattributed.",
        ]
        let button = ChangePage.Button(
            "Attribute \(preview.count.counted("click", "clicks")) to \(campaign.id)",
            "\(base)/unattributed/\(sent)",
            [HiddenField("campaignId", "\(campaign.id)"), horizon.field])
        return response(
            sent, choice: choice(sent, campaign.id), sentences,
            MoneyTable(before: nil, after: preview.after).markup,
            button, journeys)
    }

    private func choice(_ sent: CampaignID, _ chosen: CampaignID?) -> ChangePage.Choice {
        ChangePage.Choice(
            address: "\(base)/unattributed/\(sent)", campaigns: campaigns.options(chosen: chosen))
    }

    private func response(
        _ sent: CampaignID, choice: ChangePage.Choice?, _ sentences: [String], _ money: Markup,
        _ button: ChangePage.Button?, _ journeys: [JourneySummary]
    ) -> HTTPResponse {
        let heading = "Clicks that sent \(sent)"
        let page = ChangePage(
            heading: heading, choice: choice, sentences: sentences, money: money, button: button,
            back: AddressChoice("All unattributed clicks", to: "\(base)/unattributed"),
            journeys: JourneyTable(clock: clock, base: base).panel("The latest of them", journeys))
        return HTTPResponse(.ok, page, in: request.layout(heading, .unattributed))
    }
}
