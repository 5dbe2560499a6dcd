/// Who has asked for a change of where journeys count.
package enum Author: Hashable, Sendable {
    /// A user or a token, by its name.
    case login(String)
    /// Somebody who may use the database on the machine itself.
    case command

    /// `login` is nil for a command.
    package init(login: String?) {
        self = login.map(Author.login) ?? .command
    }

    /// nil for a command.
    package var login: String? {
        switch self {
        case .login(let name): name
        case .command: nil
        }
    }
}

/// What gave a journey, whose click had sent a number that no campaign had, to a campaign.
package struct JourneyAttribution: Hashable, Sendable {
    package let campaign: CampaignReference
    package let author: Author
    package let attributedAt: Timestamp

    package init(to campaign: CampaignReference, by author: Author, at attributedAt: Timestamp) {
        self.campaign = campaign
        self.author = author
        self.attributedAt = attributedAt
    }
}
