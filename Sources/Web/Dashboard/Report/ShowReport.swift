import HTML
import HTTP
import Storage
import Synchronization
import Tracking

extension WebApp {
    /// `GET /dashboard/campaigns/<id>`: what a campaign's journeys come to.
    func showCampaignReport(_ request: RoutedRequest) throws -> Reply {
        try showReport(request, of: existingCampaign(request.campaignID()))
    }

    /// `GET /dashboard/report`: what those of all campaigns come to.
    func showReport(_ request: RoutedRequest) throws -> Reply {
        try showReport(request, of: nil)
    }

    /// What counters tell comes at once. All else takes its time: the page says so until it is there.
    private func showReport(_ request: RoutedRequest, of campaign: Campaign?) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let choice = ReportChoice(&fields, of: campaign?.id, now: now())
        let period = choice.period(now: now())
        let composition = ReportComposition(
            campaign: campaign, choice: choice, period: period,
            days: DayFields(period.first, period.last, typed: fields, errors: fields.errors),
            layout: request.layout(Self.title(campaign), .overview))
        guard fields.errors.isEmpty else {
            let page = composition.page(
                with: fields.errors.sentences, parameters: try parameters(of: campaign))
            return .response(HTTPResponse(.unprocessableEntity, page, in: composition.layout))
        }
        if fields.isFromForm, choice.address.utf8.count <= Self.mostAddressBytes {
            return .response(HTTPResponse(seeOther: choice.address, of: request.request))
        }
        let reading = ReportReading(store: store(for: request), choice: choice, period: period)
        if fields.text("format") == AnswerFormat.csv.rawValue {
            return .later { [self] in
                .response(try csvOrPage(of: reading, composition, for: request))
            }
        }
        guard choice.isToldByCounters else {
            return .response(pageInTwoParts(of: reading, composition, for: request))
        }
        return .response(
            HTTPResponse(.ok, try page(of: reading, composition), in: composition.layout))
    }

    private func page(of reading: ReportReading, _ composition: ReportComposition) throws -> ReportPage {
        composition.page(with: try reading.content(), isNew: try isNew(composition.campaign))
    }

    // MARK: Long ones

    /// Its beginning now; the rest by a reporter, who tells there of what fails.
    private func pageInTwoParts(
        of reading: ReportReading, _ composition: ReportComposition, for request: RoutedRequest
    ) -> HTTPResponse {
        let isMade = Atomic(false)
        let rest = rest(of: request, heldBytes: Self.usualPageBytes) { [self] in
            guard !isMade.exchange(true, ordering: .relaxed) else { return nil }
            return Self.templates.parts(
                of: try pageOrProblem(of: reading, composition), in: composition.layout
            ).rest
        }
        let beginning = Self.templates.parts(of: composition.beginning, in: composition.layout).beginning
        return HTTPResponse(pageBeginning: beginning, rest: rest)
    }

    private func pageOrProblem(
        of reading: ReportReading, _ composition: ReportComposition
    ) throws -> ReportPage {
        do {
            return try page(of: reading, composition)
        } catch {
            // Nobody waits for it.
            if case StoreError.unavailable(.abandoned, _) = error { throw error }
            let problem = problem(of: error)
            if problem == nil { logCutOff(by: error) }
            return composition.page(
                with: [problem ?? Self.unmade], parameters: (try? parameters(of: composition.campaign)) ?? [])
        }
    }

    /// The figures for a spreadsheet, or the page that tells why there are none.
    private func csvOrPage(
        of reading: ReportReading, _ composition: ReportComposition, for request: RoutedRequest
    ) throws -> HTTPResponse {
        do {
            return csv(try reading.content(), composition.choice, for: request)
        } catch {
            guard let problem = problem(of: error) else { throw error }
            let page = composition.page(
                with: [problem], parameters: try parameters(of: composition.campaign))
            return HTTPResponse(.unprocessableEntity, page, in: composition.layout)
        }
    }

    private func csv(_ content: ReportContent, _ choice: ReportChoice, for request: RoutedRequest)
        -> HTTPResponse
    {
        let pieces = ReportCSV(content, sortedBy: choice.sorting, .guarded)
        return response(to: request, of: pieces, heldBytes: content.byteCount) {
            HTTPResponse(csv: $0, .forSpreadsheets, fileName: choice.fileName, rest: $1)
        }
    }

    // MARK: What it takes

    private func parameters(of campaign: Campaign?) throws -> [String] {
        guard let campaign else {
            return try OfferedParameters(store: store).names(of: store.listedCampaigns())
        }
        return try store.distributionParameters(of: campaign.id)
    }

    /// Whether no click has ever come.
    private func isNew(_ campaign: Campaign?) throws -> Bool {
        try campaign.map { try store.summary(of: $0.id).clickCount == 0 } ?? false
    }

    /// A longer one does not fit into what a web server keeps for an answer's header.
    private static let mostAddressBytes = 2_048
    /// Of a page with as many lines as it may have, in bytes.
    private static let usualPageBytes = 512 * 1024

    private static func title(_ campaign: Campaign?) -> String { campaign?.settings.name ?? "All campaigns" }

    // MARK: Problems

    /// What whoever asked can do about it; nil: nothing.
    private func problem(of error: any Error) -> String? {
        switch error {
        case StoreError.refused(.tooManyGroups(let limit)):
            """
            These parameters have more than \(FigureValue.count(Int64(limit)).shown) values on these days, as one that is \
            different for nearly each visitor has. Group by another parameter, or choose fewer days.
            """
        case StoreError.refused(.groupsTooLong):
            """
            The values of these parameters are too long together to be shown. Group by another parameter, or choose fewer \
            days.
            """
        default: nil
        }
    }

    private static let unmade =
        "The report could not be made. Wait a moment, then load the page again; the log of the service says more."
}

extension ReportChoice {
    /// Whether no journey needs to be looked at.
    fileprivate var isToldByCounters: Bool {
        if case .campaign = subject { groupParameters.isEmpty && filter.isEmpty } else { false }
    }
}

extension ReportChoice {
    fileprivate var fileName: String {
        switch subject {
        case .campaign(let id): "report-\(id).csv"
        case .all: "report.csv"
        }
    }
}

extension ReportContent {
    /// What it takes in memory while it is sent, in bytes.
    fileprivate var byteCount: Int {
        nodes.reduce(days.count * MemoryLayout<Day>.stride) { $0 + $1.byteCount }
    }
}

extension ReportNode {
    /// An array has 32 bytes beside its elements, as has the text of a name.
    fileprivate var byteCount: Int {
        let text: Int =
            switch name {
            case .day: 0
            case .value(let key): key.text?.count ?? 0
            case .campaign(let campaign): campaign.name.utf8.count
            }
        return inner.reduce(MemoryLayout<ReportNode>.stride + 64 + text) { $0 + $1.byteCount }
    }
}
