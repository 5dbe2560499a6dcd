import HTML
import HTTP
import Markup
import Storage
import Tracking

/// One journey on the pages.
extension WebApp {
    /// A journey has no more events, and moves beside them.
    private static let moments: ClosedRange<Int64> = 1...1_000_000

    /// `GET /dashboard/journeys/<clickId>`: everything that carries the click id, in any of its forms, and why it is
    /// what it is.
    func showJourney(_ request: RoutedRequest) throws -> Reply {
        let text = request.parameters["clickId"] ?? ""
        guard let clickID = ClickID(text) else {
            return .response(request.missingJourney(text, isClickID: false))
        }
        let store = store(for: request)
        guard let journey = try store.journey(clickID) else {
            return .response(request.missingJourney("\(clickID)", isClickID: true))
        }
        var fields = QueryFields(request.request.query)
        let zone = fields.filled("timezone", FieldReading.zone)
        let start = fields.filled("from", FieldReading.integer(in: Self.moments)) ?? 1
        let campaign = try journey.campaign.flatMap { try store.campaign($0.id) }
        let writer = JourneyPageWriter(
            journey, try store.attribution(of: clickID), try store.moves(of: clickID), of: campaign,
            clock: WallClock(zone: zone ?? .utc, now: now()), request)
        let notes = fields.errors.sentences
        return .response(writer.page(from: Int(start) - 1, notes: notes))
    }

    /// `GET /dashboard/journeys/<clickId>/json`: the same as the API has it, exactly as it came.
    func showJourneyJSON(_ request: RoutedRequest) throws -> Reply {
        guard let clickID = request.parameters["clickId"].flatMap({ ClickID($0) }),
            let journey = try store(for: request).journey(clickID)
        else { throw RequestError.unknownClick }
        var response = HTTPResponse(.ok, jsonInPieces: journey.json, heldBytes: journey.byteCount)
        response.headers.append(HTTPHeader(.xContentTypeOptions, "nosniff"))
        return .response(response)
    }
}

extension RoutedRequest {
    fileprivate func missingJourney(_ text: String, isClickID: Bool) -> HTTPResponse {
        let page =
            isClickID
            ? MissingJourneyPage(
                heading: "No journey has this click id",
                explanation: """
                    No click, lead or postback has carried \(text). Look whether all of it was copied, and whether the \
                    landing page sends it: under Live stands what came, and what was refused and why.
                    """, clickID: text)
            : MissingJourneyPage(
                heading: "This is no click id",
                explanation: """
                    A click id has 32 hexadecimal digits, with or without hyphens. Type it, or its first digits.
                    """, clickID: text.cut(afterBytes: 100))
        return HTTPResponse(.notFound, page, in: layout("Journey", .leads))
    }
}

/// Makes the page of a journey.
private struct JourneyPageWriter {
    private let journey: Journey
    private let timeline: JourneyTimeline
    private let clock: WallClock
    private let request: RoutedRequest
    private let base: String

    init(
        _ journey: Journey, _ attribution: JourneyAttribution?, _ moves: [JourneyMove],
        of campaign: Campaign?, clock: WallClock, _ request: RoutedRequest
    ) {
        self.journey = journey
        self.clock = clock
        self.request = request
        base = request.request.prefix + WebApp.dashboardPath
        timeline = JourneyTimeline(journey, attribution, moves, of: campaign, clock: clock, base: base)
    }

    func page(from start: Int, notes: [String]) -> HTTPResponse {
        let start = min(start, max(timeline.count - 1, 0))
        let part = timeline.part(from: start)
        let page = JourneyPage(
            clickID: "\(journey.clickID)", subtitle: subtitle, zones: clock.zone.choices,
            notes: notes + self.notes(from: start, to: part.end), timeline: part.markup,
            links: links(from: start, to: part.end), json: "\(base)/journeys/\(journey.clickID)/json")
        return HTTPResponse(.ok, page, in: request.layout("Journey \(journey.clickID)", .leads))
    }

    private var subtitle: Markup {
        Markup { page in
            if let campaign = journey.campaign {
                page.element(
                    "a", ["href": "\(base)/campaigns/\(campaign.id)"], text: "\(campaign.id) \(campaign.name)"
                )
            } else {
                page.text("counts for no campaign")
            }
            page.text(" · ")
            if let conversion = journey.conversion {
                page.element(
                    "span", ["class": "\(conversion.status.rawValue) status"],
                    text: conversion.statusAndPayout)
            } else {
                page.text("no status yet")
            }
            page.text(" · times in \(clock.zone.identifier)")
        }
    }

    private func notes(from start: Int, to end: Int) -> [String] {
        var notes: [String] = []
        let isPart = start > 0 || end < timeline.count
        if isPart {
            let (first, last, all) = (Int64(start + 1), Int64(end), Int64(timeline.count))
            notes.append(
                "\(first.grouped) to \(last.grouped) of \(all.grouped), in the order in which they came.")
        }
        if journey.surplusCount > 0 {
            notes.append(
                """
                \(journey.surplusCount.counted("further event", "further events")) came when there was no room left: \
                a journey keeps 10,000 events, and 16 MiB. They were counted, or refused, and are not shown.
                """)
        }
        return notes
    }

    private func links(from start: Int, to end: Int) -> [AddressChoice] {
        let last = max(timeline.count - JourneyTimeline.mostMoments, 0)
        var links: [AddressChoice] = []
        if start > 0 { links.append(link("The first", from: 0)) }
        if end < timeline.count {
            links.append(link("The next", from: end))
            if last > end { links.append(link("The latest", from: last)) }
        }
        return links
    }

    private func link(_ title: String, from start: Int) -> AddressChoice {
        var pairs = [(name: "from", value: "\(start + 1)")]
        if clock.zone != .utc { pairs.append((name: "timezone", value: clock.zone.identifier)) }
        return AddressChoice(title, to: "\(base)/journeys/\(journey.clickID)?" + QueryString.text(pairs))
    }
}
