/// Programs, commands and addresses for a campaign, ready to be copied.
///
/// Their texts are files of `Templates`, in which `TRACKER_ADDRESS` and others stand for what differs.
package struct CampaignSnippets: Sendable {
    package struct Snippet: Sendable {
        package let title: String
        let about: String
        let code: FieldValue

        package var text: String { code.text }
    }

    package let list: [Snippet]
    /// Nobody has told where this server is.
    let lacksAddress: Bool

    /// What differs from one server and campaign to another.
    package struct Values: Sendable {
        /// `https://tracker.example/tracker`: letters, digits and `.-_:[]/~%` only, so that it may stand in any program;
        /// nil: it is not known.
        let address: String?
        let campaign: String
        /// A click id that nobody has used.
        let clickID: String
        /// Of the campaign's mapper, as a part of an address.
        let parameter: String

        package init(address: String?, campaign: String, clickID: String, parameter: String) {
            self.address = address
            self.campaign = campaign
            self.clickID = clickID
            self.parameter = parameter
        }
    }

    package init(_ values: Values) {
        lacksAddress = values.address == nil
        list = Self.all.map { title, about, file in
            let text = String(decoding: file, as: UTF8.self)
                .replacing("TRACKER_ADDRESS", with: values.address ?? "https://YOUR-TRACKER")
                .replacing("CAMPAIGN_NUMBER", with: values.campaign)
                .replacing("CLICK_ID", with: values.clickID)
                .replacing("STATUS_PARAMETER", with: values.parameter)
            return Snippet(title: title, about: about, code: FieldValue(text))
        }
    }

    private static let all: [(title: String, about: String, file: [UInt8])] = [
        (
            "Click, PHP",
            "At the very top of the landing page. The hidden field goes into its form, so that the lead has the same click id.",
            PackageResources.click_php
        ),
        (
            "Lead, PHP", "In the script that takes the form, where the order has gone to the network.",
            PackageResources.lead_php
        ),
        (
            "Click and lead, JavaScript",
            "For a page without PHP, before the end of its body. It fills each field with the name sub1 with the click id, and sends the lead with the form.",
            PackageResources.landing_js
        ),
        ("Click, curl", "To try it: a click with a click id of its own.", PackageResources.click_sh),
        ("Lead, curl", "A lead of that click.", PackageResources.lead_sh),
        (
            "Postback",
            "For the network: put its macro for the click id, which it has got as sub1, in the place of {click_id}, and its macro for the status in the place of {status}.",
            PackageResources.postback_txt
        ),
    ]
}
