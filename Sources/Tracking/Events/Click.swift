/// A visitor reached a landing page.
package struct Click: Hashable, Sendable {
    package let clickID: ClickID
    /// The campaign that was sent, whether or not it exists.
    package let campaignID: CampaignID
    package let parameters: Parameters

    package init(clickID: ClickID, campaignID: CampaignID, parameters: Parameters) {
        self.clickID = clickID
        self.campaignID = campaignID
        self.parameters = parameters
    }

    /// Reads a click from what a request brought.
    ///
    /// - Throws: every wrong field at once.
    package init(_ fields: EventFields) throws(FieldErrors) {
        var error = FieldErrors()
        let clickID = fields.clickID(problems: &error)
        let campaignID = fields.campaignID(problems: &error)
        fields.checkNames(problems: &error)
        guard let clickID, let campaignID, error.isEmpty else { throw error }
        self.init(
            clickID: clickID, campaignID: campaignID,
            parameters: fields.parameters(without: [EventFields.clickIDName, EventFields.campaignIDName]))
    }
}
