import Markup
import Tracking

/// What happened on a journey, from the first event to the last, part by part: it may have 10,000 events.
struct JourneyTimeline {
    private let journey: Journey
    /// As it is today; nil: the journey counts for none.
    private let campaign: Campaign?
    private let clock: WallClock
    private let base: String
    private let moments: [Moment]
    private let isMoved: Bool
    private let movedFrom: CampaignID?

    /// Moments of one part.
    static let mostMoments = 100
    /// A part ends as well after so many bytes of HTML, in front of the next moment.
    private static let mostBytes = 64 * 1_024

    private struct Moment {
        let time: Timestamp
        let kind: Kind

        enum Kind {
            case click(Journey.RecordedClick)
            case repeated(Journey.RecordedClick)
            case lead(Journey.RecordedLead)
            /// With its place among the postbacks.
            case postback(Journey.RecordedPostback, Int)
            case attribution(JourneyAttribution)
            case move(JourneyMove)
        }
    }

    init(
        _ journey: Journey, _ attribution: JourneyAttribution?, _ moves: [JourneyMove],
        of campaign: Campaign?, clock: WallClock, base: String
    ) {
        self.journey = journey
        self.campaign = campaign
        self.clock = clock
        self.base = base
        isMoved = !moves.isEmpty
        movedFrom = moves.first?.from.id
        let clicks =
            (journey.click.map { [Moment(time: $0.createdAt, kind: .click($0))] } ?? [])
            + journey.repeats.map { Moment(time: $0.createdAt, kind: .repeated($0)) }
        let others =
            journey.leads.map { Moment(time: $0.createdAt, kind: .lead($0)) }
            + journey.postbacks.enumerated().map {
                Moment(time: $0.element.createdAt, kind: .postback($0.element, $0.offset))
            }
            + (attribution.map { [Moment(time: $0.attributedAt, kind: .attribution($0))] } ?? [])
            + moves.map { Moment(time: $0.movedAt, kind: .move($0)) }
        moments = (clicks + others).enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }.map(\.element)
    }

    var count: Int { moments.count }

    private var json: String { "\(base)/journeys/\(journey.clickID)/json" }

    /// The part that begins with a moment.
    ///
    /// - Returns: Where the next one begins, too.
    func part(from start: Int) -> (markup: Markup, end: Int) {
        var items: [Markup] = []
        var byteCount = 0
        for index in moments.indices.dropFirst(start).prefix(Self.mostMoments)
        where byteCount < Self.mostBytes {
            let item = item(index)
            items.append(item)
            byteCount += item.text.utf8.count
        }
        let markup = Markup { page in
            page.element("ol", ["class": "timeline", "start": start > 0 ? "\(start + 1)" : nil]) { page in
                items.forEach { page.markup($0) }
            }
        }
        return (markup, start + items.count)
    }

    private func item(_ index: Int) -> Markup {
        let moment = moments[index]
        return Markup { page in
            page.element("li") { page in
                page.element("div", ["class": "when"]) { page in
                    page.markup(clock.markup(moment.time))
                    guard index > 0 else { return }
                    page.single("br")
                    let later = moment.time.text(since: moments[index - 1].time)
                    page.element("span", ["class": "muted"], text: "\(later) later")
                }
                page.element("div") { write(moment, to: &$0) }
            }
        }
    }

    private func write(_ moment: Moment, to page: inout MarkupWriter) {
        switch moment.kind {
        case .click(let click): write(click, to: &page)
        case .repeated(let click):
            let isSame = click.sentCampaignID == journey.click?.sentCampaignID
            let sent = isSame ? "" : ", though it sent campaign \(click.sentCampaignID)"
            writeHeading("Click again", "kept, but counted once\(sent)", to: &page)
            page.markup(list(click.parameters))
        case .lead(let lead):
            writeHeading("Lead", early(lead.createdAt), to: &page)
            page.markup(list(lead.parameters))
        case .postback(let postback, let place): write(postback, place, to: &page)
        case .attribution(let attribution): write(attribution, to: &page)
        case .move(let move): write(move, to: &page)
        }
    }

    private func writeHeading(_ what: String, _ remark: String?, to page: inout MarkupWriter) {
        page.element("span", ["class": "what"], text: what)
        if let remark { page.element("span", ["class": "muted"], text: remark) }
    }

    private func list(_ parameters: Parameters) -> Markup {
        ParameterList(parameters: parameters, json: json).markup
    }

    private func early(_ time: Timestamp) -> String? {
        guard let click = journey.click else { return "its click has not come" }
        return time < click.createdAt ? "came \(click.createdAt.text(since: time)) before its click" : nil
    }
}

// MARK: Clicks

extension JourneyTimeline {
    private func write(_ click: Journey.RecordedClick, to page: inout MarkupWriter) {
        writeHeading("Click", "decided the campaign and the day", to: &page)
        writeAttribution(of: click, to: &page)
        page.markup(list(click.parameters))
    }

    /// Where the click does not count for the campaign that it sent at once.
    private func writeAttribution(of click: Journey.RecordedClick, to page: inout MarkupWriter) {
        let sent = click.sentCampaignID
        guard let now = journey.campaign else {
            page.element("div", ["class": "why"]) { page in
                page.text("It sent campaign \(sent), which there was not, and counts for none. ")
                page.element(
                    "a", ["href": "\(base)/unattributed/\(sent)"],
                    text: "Attribute the clicks that sent \(sent)")
                page.text(".")
            }
            return
        }
        let first = movedFrom ?? now.id
        let sentence: String
        if first != sent {
            sentence =
                "It sent campaign \(sent), which there was not, and was attributed to campaign \(first) later."
        } else if !isMoved, let campaign, click.createdAt < campaign.createdAt {
            sentence = "It came before there was a campaign \(sent), and was attributed to it later."
        } else {
            return
        }
        page.element("div", ["class": "why"], text: sentence)
    }

    private func write(_ attribution: JourneyAttribution, to page: inout MarkupWriter) {
        writeHeading("Attributed", attribution.author.text, to: &page)
        let campaign = attribution.campaign
        page.element(
            "div", ["class": "why"],
            text:
                "To campaign \(campaign.id) \(campaign.name). The postbacks were mapped with its settings of then."
        )
    }

    private func write(_ move: JourneyMove, to page: inout MarkupWriter) {
        let back = move.takenBackBy.map { ", and taken back since \($0.text)" } ?? ""
        writeHeading("Moved", move.author.text + back, to: &page)
        page.element("div", ["class": "why"]) { page in
            page.text("From campaign \(move.from.id) \(move.from.name) to \(move.to.id) \(move.to.name), by ")
            page.element("a", ["href": "\(base)/moves"], text: "move \(move.run)")
            page.text(
                move.isTakenBack
                    ? ". It was taken back, and the postbacks mean again what they did."
                    : ". The postbacks were mapped anew with the settings of that campaign.")
        }
    }
}

extension Author {
    /// `by anna`.
    var text: String {
        switch self {
        case .login(let name): "by \(name)"
        case .command: "by a command on the server"
        }
    }
}

// MARK: Postbacks

extension JourneyTimeline {
    private func write(_ postback: Journey.RecordedPostback, _ place: Int, to page: inout MarkupWriter) {
        writeHeading(postback.isRepeat ? "Postback again" : "Postback", nil, to: &page)
        if let conversion = postback.conversion {
            page.element(
                "span", ["class": "\(conversion.status.rawValue) status"], text: conversion.statusAndPayout)
        } else {
            page.element("span", ["class": "muted"], text: "not mapped yet")
        }
        let remarks = remarks(on: postback, place)
        if !remarks.isEmpty {
            page.text(" ")
            page.element("span", ["class": "muted"], text: remarks.joined(separator: "; "))
        }
        page.markup(
            PostbackReason(postback: postback, journey: journey, campaign: campaign, base: base).markup)
        var list = ParameterList(parameters: postback.parameters, json: json)
        list.remarks = [(name: "payout", text: "kept, not used: the payout is the campaign\u{2019}s cost")]
        page.markup(list.markup)
    }

    private func remarks(on postback: Journey.RecordedPostback, _ place: Int) -> [String] {
        var remarks: [String] = []
        if postback.isRepeat { remarks.append("the same as the one before: counted once") }
        let before = place > 0 ? journey.postbacks[place - 1].conversion : nil
        if let before, let now = postback.conversion, before.statusAndPayout != now.statusAndPayout {
            remarks.append("before it the journey was \(before.statusAndPayout)")
        }
        if place > 0, place == journey.postbacks.count - 1 { remarks.append("the latest, so it decides") }
        return remarks
    }
}

extension Conversion {
    /// `accepted, 10.00 USD`.
    var statusAndPayout: String {
        status.participle + (payout.map { ", \($0.amountAndCode)" } ?? "")
    }
}
