import Markup
import Storage
import Tracking

/// The campaigns that a page offers to choose from. Lists leave archived ones out, but for one that is chosen already.
///
///     let choices = try CampaignChoices(of: store)
///     choices.options(chosen: address.campaign)
struct CampaignChoices: Sendable {
    /// By number.
    let listed: [CampaignReference]
    /// By number.
    let archived: [CampaignReference]

    init(of store: any Store) throws(StoreError) {
        let campaigns = try store.campaigns()
        listed = campaigns.filter { !$0.settings.isArchived }.map(\.reference)
        archived = campaigns.filter(\.settings.isArchived).map(\.reference)
    }

    /// Those that are listed, and before them the one of that number if it is archived.
    func keeping(_ chosen: CampaignID?) -> [CampaignReference] {
        archived.filter { $0.id == chosen }.map(\.markedAsArchived) + listed
    }

    /// As options of a field.
    func options(chosen: CampaignID?) -> Markup { keeping(chosen).options(chosen: chosen) }

    /// As options of a field in which archived ones stand, too: behind the others, since options come from the end.
    func allOptions(chosen: CampaignID?) -> Markup {
        (archived.map(\.markedAsArchived) + listed).options(chosen: chosen)
    }
}

extension Campaign {
    fileprivate var reference: CampaignReference { CampaignReference(id: id, name: settings.name) }
}

extension CampaignReference {
    fileprivate var markedAsArchived: CampaignReference {
        CampaignReference(id: id, name: name + " (archived)")
    }
}
