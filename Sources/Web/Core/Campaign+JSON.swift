import JSON
import Storage
import Tracking

extension Campaign {
    /// The campaign as answers and the command line show it; the status mapper is the text that was given.
    package func json(_ summary: CampaignSummary) -> JSONValue {
        [
            "id": .integer(id.number),
            "name": .string(settings.name),
            "costModel": .string(settings.costModel.rawValue),
            "costValue": .text(settings.cost.amount.description),
            "currency": .string(settings.cost.currency.code),
            "statusMapper": settings.statusMapper.map { .text($0.json) } ?? .null,
            // Of the original, whose clients look for it: nothing here is processed elsewhere.
            "internalProcessUrl": .null,
            "expensesDistributionParameter": expensesDistributionParameter.map(JSONValue.string) ?? .null,
            "archived": .bool(settings.isArchived),
            "summary": summary.json,
        ]
    }
}

extension CampaignSummary {
    fileprivate var json: JSONValue {
        [
            "clickCount": .integer(clickCount),
            "clickShare": .text(String(clickShare)),
            "lastActivityAt": lastActivityAt.map { .integer($0.seconds) } ?? .null,
        ]
    }
}
