import JSON
import Markup
import Storage
import Tracking

/// The latest events as a table, of bounded length.
struct LiveEventTable {
    private let campaigns: [CampaignID: Campaign]
    private let clock: WallClock
    private let base: String

    /// Of what came with one event, and with all together, in bytes; a journey's page has the rest.
    private static let longestParameters = 700
    private static let longestHint = 100
    private static let longestOfAll = 16_000

    init(campaigns: [Campaign], clock: WallClock, base: String) {
        self.campaigns = Dictionary(campaigns.map { ($0.id, $0) }) { first, _ in first }
        self.clock = clock
        self.base = base
    }

    func markup(of events: [LatestEvent]) -> Markup {
        var room = Self.longestOfAll
        let rows = events.map { row(of: $0, room: &room) }
        return Table(
            caption: "The latest events",
            columns: ["Time", "Event", "Campaign", "Click id", "Status", "What came"].map {
                Table.Column($0)
            },
            rows: rows
        ).markup
    }

    private func row(of event: LatestEvent, room: inout Int) -> [Table.Cell] {
        [
            .markup(clock.markup(event.createdAt)), .text(event.kind.shown),
            campaignCell(of: event),
            .link("\(event.clickID.description.prefix(8))…", to: "\(base)/journeys/\(event.clickID)"),
            statusCell(of: event), .markup(details(of: event, room: &room)),
        ]
    }

    private func campaignCell(of event: LatestEvent) -> Table.Cell {
        guard let id = event.campaign else {
            return .text(event.sentCampaign.map { "\($0)?" } ?? "–", style: "muted")
        }
        let name = campaigns[id]?.settings.name.cut(afterBytes: 40) ?? ""
        return .link("\(id) \(name)", to: "\(base)/campaigns/\(id)")
    }

    private func statusCell(of event: LatestEvent) -> Table.Cell {
        guard let status = event.conversion?.status else { return .text("") }
        return .text(status.participle, style: "\(status.rawValue) status")
    }

    /// What is worth a remark, and the parameters for whoever opens them, as long as there is room.
    private func details(of event: LatestEvent, room: inout Int) -> Markup {
        let remarks = remarks(on: event, room: &room)
        let size =
            (event.parameters?.json.utf8.count ?? Self.longestParameters) + Self.longestHint
            * event.hints.count
        let isShown = event.parameters != nil && size <= min(Self.longestParameters, room)
        if isShown { room -= size }
        return Markup { page in
            for remark in remarks { page.element("span", ["class": "remark"], text: remark) }
            guard isShown else { return page.text("Its parameters are on the page of its journey.") }
            writeParameters(of: event, to: &page)
        }
    }

    private func remarks(on event: LatestEvent, room: inout Int) -> [String] {
        guard room > 0 else { return [] }
        let remarks = event.remarks(
            event.campaign.flatMap { campaigns[$0]?.settings },
            isSentCampaignThere: event.sentCampaign.map { campaigns[$0] != nil } ?? false
        ).map(\.text)
        room -= remarks.reduce(0) { $0 + $1.utf8.count }
        return remarks
    }

    private func writeParameters(of event: LatestEvent, to page: inout MarkupWriter) {
        let members = event.parameters?.members ?? []
        guard !members.isEmpty else { return page.text("no parameters") }
        page.element("details") { page in
            page.element("summary", text: "\(members.count) parameter\(members.count == 1 ? "" : "s")")
            page.element("dl", ["class": "params"]) { page in
                for member in members {
                    page.element("dt", text: member.name.string ?? "")
                    page.element("dd", text: member.value.parameterText)
                }
            }
            for hint in event.hints { page.element("p", ["class": "muted"], text: hint.text) }
        }
    }
}

extension LatestEvent.Kind {
    fileprivate var shown: String {
        switch self {
        case .click: "click"
        case .repeatedClick: "repeated click"
        case .lead: "lead"
        case .postback: "postback"
        }
    }
}
