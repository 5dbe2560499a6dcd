import HTML
import HTTP
import Storage
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

    private func showReport(_ request: RoutedRequest, of campaign: Campaign?) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let choice = ReportChoice(&fields, of: campaign?.id, now: now())
        let period = choice.period(now: now())
        let page = ReportComposition(
            campaign: campaign, choice: choice, period: period,
            layout: request.layout(Self.title(campaign), .overview))
        guard fields.errors.isEmpty else {
            return .response(
                try page.response(with: fields.errors.sentences, parameters: parameters(of: campaign)))
        }
        if fields.isFromForm, choice.address.utf8.count <= Self.mostAddressBytes {
            return .response(HTTPResponse(seeOther: choice.address, of: request.request))
        }
        let reading = ReportReading(store: store(for: request), choice: choice, period: period)
        do {
            let content = try reading.content()
            guard fields.text("format") != AnswerFormat.csv.rawValue else {
                return .response(csv(content, choice, for: request))
            }
            return .response(page.response(with: content, isNew: try isNew(campaign)))
        } catch StoreError.refused(.tooManyGroups(let limit)) {
            return .response(
                try page.response(with: [Self.tooMany(limit)], parameters: parameters(of: campaign)))
        } catch StoreError.refused(.groupsTooLong) {
            return .response(try page.response(with: [Self.tooLong], parameters: parameters(of: campaign)))
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

    private func parameters(of campaign: Campaign?) throws -> [String] {
        try campaign.map { try store.distributionParameters(of: $0.id) } ?? []
    }

    /// Whether no click has ever come.
    private func isNew(_ campaign: Campaign?) throws -> Bool {
        try campaign.map { try store.summary(of: $0.id).clickCount == 0 } ?? false
    }

    /// A longer one does not fit into what a web server keeps for an answer's header.
    private static let mostAddressBytes = 2_048

    private static func title(_ campaign: Campaign?) -> String { campaign?.settings.name ?? "All campaigns" }

    private static func tooMany(_ limit: Int) -> String {
        """
        These parameters have more than \(FigureValue.count(Int64(limit)).shown) values on these days, as one that is \
        different for nearly each visitor has. Group by another parameter, or choose fewer days.
        """
    }

    private static let tooLong = """
        The values of these parameters are too long together to be shown. Group by another parameter, or choose fewer days.
        """
}

extension FieldErrors {
    /// For people.
    fileprivate var sentences: [String] {
        fields.map { "\($0.name): \($0.messages.joined(separator: " "))" }
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
