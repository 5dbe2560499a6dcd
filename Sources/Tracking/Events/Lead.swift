/// A visitor left an order or did whatever the landing page asks for.
package struct Lead: Hashable, Sendable {
    package let clickID: ClickID
    package let parameters: Parameters

    package init(clickID: ClickID, parameters: Parameters) {
        self.clickID = clickID
        self.parameters = parameters
    }

    /// Reads a lead from what a request brought; a `campaignId` is an extra parameter here.
    ///
    /// - Throws: every wrong field at once.
    package init(_ fields: EventFields) throws(FieldErrors) {
        (clickID, parameters) = try fields.clickIDAndParameters()
    }
}
