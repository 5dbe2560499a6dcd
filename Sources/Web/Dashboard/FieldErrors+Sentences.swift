import Tracking

extension FieldErrors {
    /// For people: each field by the words that stand beside it on the pages.
    var sentences: [String] {
        fields.map { "\(Self.labels[$0.name] ?? $0.name): \($0.messages.joined(separator: " "))" }
    }

    private static let labels = [
        "campaignId": "Campaign", "fromCampaignId": "The campaign that they count for",
        "periodStart": "First day", "periodEnd": "Last day", "period": "Period", "periodOf": "Days of",
        "timezone": "Time zone", "status": "Status", "groupParameters": "Group by",
        "parameter.NAME": "Parameter", "clickId": "Click id", "column": "Columns",
        "journeys": "Which", "missing": "Parameter that is missing", "page": "Page",
        "sortBy": "Sorted by", "sortOrder": "Order",
    ]
}
