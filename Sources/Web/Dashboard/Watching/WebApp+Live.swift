import Digests
import HTML
import HTTP
import Markup
import Storage
import Tracking

/// What comes, while it comes.
extension WebApp {
    private static let eventLimit = 200
    private static let refusalsOfEachReason = 5
    private static let refusalLimit = 30

    /// `GET /dashboard/live`: the latest events and refused requests; 304 for whoever has the page as it is.
    func showLive(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let zone = fields.optional("timezone", FieldReading.zone) ?? .utc
        try fields.finish()
        let store = store(for: request)
        let tag = try EntityTag(store.watchState(), for: request, at: now())
        guard !tag.isKnown(to: request.request) else { return .response(tag.notModified) }
        let clock = WallClock(zone: zone, now: now())
        let page = try LivePage(
            zone: zone.identifier, events: eventTable(from: store, clock, request),
            refusalSummary: refusalSummary(from: store), refusals: refusalTable(from: store, clock, request))
        return .response(
            HTTPResponse(.ok, page, in: request.layout("Live", .live), headers: [tag.header]))
    }

    private func eventTable(
        from store: any Store, _ clock: WallClock, _ request: RoutedRequest
    ) throws -> Markup {
        let events = try store.latestEvents(ofEachKind: Self.eventLimit, since: nil).prefix(Self.eventLimit)
        guard !events.isEmpty else { return .none }
        let table = LiveEventTable(
            campaigns: try store.campaigns(), clock: clock, base: request.request.prefix + Self.dashboardPath)
        return table.markup(of: Array(events))
    }

    private func refusalTable(
        from store: any Store, _ clock: WallClock, _ request: RoutedRequest
    ) throws -> Markup {
        let refusals = try store.latestRefusals(ofEachReason: Self.refusalsOfEachReason, at: now())
            .prefix(Self.refusalLimit)
        guard !refusals.isEmpty else { return .none }
        return RefusalTable(clock: clock, base: request.request.prefix + Self.dashboardPath)
            .markup(of: Array(refusals))
    }

    /// Nothing when none was refused lately.
    private func refusalSummary(from store: any Store) throws -> [String] {
        let hourAgo = Timestamp(milliseconds: now().milliseconds - 3_600_000)
        let counts = try store.refusalCounts(since: hourAgo).sorted {
            ($0.value.refused, $1.key.rawValue) > ($1.value.refused, $0.key.rawValue)
        }
        let refused = counts.reduce(0) { $0 + $1.value.refused }
        guard refused > 0 else { return [] }
        let kept = counts.reduce(0) { $0 + $1.value.kept }
        let reasons = counts.map { "\($0.value.refused.grouped) since \($0.key.text)" }
        return [
            "Refused within an hour: \(reasons.joined(separator: ", ")).",
            kept < refused
                ? "Of \(refused.grouped) that came \(kept.grouped) are kept, some of each reason."
                : "All of them are kept.",
        ]
    }

    /// `GET /dashboard/live/refused/<id>`: one of them, with what was sent.
    func showRefusal(_ request: RoutedRequest) throws -> Reply {
        guard let id = request.parameters["id"].flatMap({ Int64($0) }),
            let refusal = try store.refusal(id, at: now())
        else {
            throw RequestError.unknownPath
        }
        let page = RefusalPage(refusal.request, clock: WallClock(zone: .utc, now: now()))
        return .response(HTTPResponse(.ok, page, in: request.layout("Refused request", .live)))
    }
}

/// Tells whether a page is still what a browser has (RFC 9110 section 8.8.3).
private struct EntityTag {
    private let text: String

    /// Of what is stored, for whom it is shown, and when: refusals are counted by whole five minutes, with which a year
    /// begins, too.
    init(_ state: [Int64], for request: RoutedRequest, at time: Timestamp) {
        let slot = time.milliseconds / RefusalBatch.Key.slotMilliseconds
        let parts =
            state.map(String.init) + [
                String(slot), Asset.style.name, Asset.script.name, request.login ?? "",
                String(request.identity?.mayChange ?? false),
                String(decoding: request.request.query, as: UTF8.self),
            ]
        let digest = SHA256.digest(Array(parts.joined(separator: "\u{0}").utf8))
        text = SHA256.hexadecimal(Array(digest.prefix(12)))
    }

    var header: HTTPHeader { HTTPHeader(.eTag, "W/\"\(text)\"") }

    var notModified: HTTPResponse {
        HTTPResponse(.notModified, headers: [header, HTTPHeader(.cacheControl, "no-store")])
    }

    /// Apache puts `-gzip` behind it, within the quotes, where it packs the page.
    func isKnown(to request: HTTPRequest) -> Bool {
        request.header("If-None-Match")?.contains(text) ?? false
    }
}
