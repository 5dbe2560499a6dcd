import JSON
import Markup
import Tracking

/// Why a postback has its status and its payout, in sentences: what the mapper of today makes of it, and what was made of
/// it when it was mapped.
struct PostbackReason {
    let postback: Journey.RecordedPostback
    let journey: Journey
    /// As it is today; nil: the journey counts for none.
    let campaign: Campaign?
    /// Of the dashboard.
    let base: String

    /// In bytes; a longer word is cut.
    private static let longestWord = 200

    var markup: Markup {
        Markup { page in
            page.element("div", ["class": "why"]) { page in
                writeReading(to: &page)
                writeChange(to: &page)
                writePayout(to: &page)
                writeArrival(to: &page)
            }
        }
    }

    private var reading: StatusMapper.Reading? {
        campaign?.settings.statusMapper?.reading(of: postback.parameters)
    }

    private func writeReading(to page: inout MarkupWriter) {
        guard postback.conversion != nil else { return writeWaiting(to: &page) }
        guard let campaign, let mapper = campaign.settings.statusMapper, let reading else {
            page.text("The campaign has no mapper, so that every postback is trash. ")
            return writeEdit("Make one", to: &page)
        }
        guard let parameter = reading.parameter, !mapper.entries.isEmpty else {
            page.text("The mapper names no parameter, or no words, so that every postback is trash. ")
            return writeEdit("Complete it", to: &page)
        }
        page.text("The mapper reads ")
        page.element("code", text: parameter.cut(afterBytes: Self.longestWord))
        guard let word = reading.word else { return writeMissing(parameter, to: &page) }
        page.text(" and found ")
        page.element("code", text: word.cut(afterBytes: Self.longestWord))
        guard let entry = reading.entry, let row = reading.row, let match = reading.match else {
            page.text(", which none of its rows has, so that it is trash. ")
            return writeEdit("Add a row", to: &page)
        }
        page.text(". Row \(row), ")
        page.element("code", text: entry.word.cut(afterBytes: Self.longestWord))
        page.text(" \u{2192} \(entry.status.rawValue), matched ")
        switch match {
        case .exactly: page.text("exactly. ")
        case .folded: page.text("without regard to white space around it and to letter case. ")
        }
        writeEdit("Try another word", to: &page)
    }

    private func writeWaiting(to page: inout MarkupWriter) {
        if journey.campaign != nil {
            page.text("It came before the journey had its campaign, and is being mapped. ")
            page.text("Load the page again in a moment.")
        } else if let click = journey.click {
            page.text("It is mapped when its click counts for a campaign: that sent number ")
            page.element(
                "a", ["href": "\(base)/unattributed/\(click.sentCampaignID)"], text: "\(click.sentCampaignID)"
            )
            page.text(".")
        } else {
            page.text("Its click has not come. It is mapped as soon as that comes.")
        }
    }

    private func writeMissing(_ parameter: String, to page: inout MarkupWriter) {
        guard postback.parameters[parameter] == nil else {
            page.text(", in which this postback has no word, so that it is trash. ")
            return writeEdit("Read another parameter", to: &page)
        }
        page.text(", which this postback does not have, so that it is trash. ")
        let names = postback.parameters.members.map(\.name.parameterText)
        let near = NearMiss.meanings(of: parameter, among: names)
        if !near.isEmpty { page.text("It has \(near.joined(separator: ", ")). ") }
        writeEdit("Read another parameter", to: &page)
    }

    private func writeEdit(_ text: String, to page: inout MarkupWriter) {
        guard let campaign else { return }
        page.element("a", ["href": "\(base)/campaigns/\(campaign.id)/edit"], text: text)
        page.text(". ")
    }

    private func writeChange(to page: inout MarkupWriter) {
        guard let recorded = postback.conversion?.status, campaign != nil else { return }
        guard recorded != reading?.status ?? .trash else { return }
        page.text("It was read as \(recorded.participle) when it was mapped: the mapper has changed since. ")
    }

    private func writePayout(to page: inout MarkupWriter) {
        guard let conversion = postback.conversion else { return }
        guard let payout = conversion.payout else {
            return page.text("Only accepted and expected postbacks have a payout. ")
        }
        page.text(
            "The payout, \(payout.amountAndCode), is the campaign\u{2019}s cost at the time when it was mapped"
        )
        if let campaign, campaign.settings.cost != payout {
            page.text("; today that is \(campaign.settings.cost.amountAndCode)")
        }
        page.text(". ")
    }

    private func writeArrival(to page: inout MarkupWriter) {
        guard let click = journey.click, postback.createdAt < click.createdAt else { return }
        page.text(
            "It came \(click.createdAt.text(since: postback.createdAt)) before its click, and was kept. ")
        guard postback.conversion != nil else { return }
        page.text("It was mapped when the journey had its campaign. ")
    }
}
