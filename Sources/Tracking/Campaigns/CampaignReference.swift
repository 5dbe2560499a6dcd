/// A campaign as others name it.
package struct CampaignReference: Hashable, Sendable {
    package let id: CampaignID
    package let name: String

    package init(id: CampaignID, name: String) {
        self.id = id
        self.name = name
    }
}
