import Markup

/// A campaign: its settings, its mapper with the words that have come, and what to put into a landing page.
package struct CampaignPage: Page {
    package static let template = PageTemplate.campaign

    package var heading: String
    /// Below the dashboard, where the form goes: `campaigns/42/edit`, or with a query.
    package var path: String
    /// Without one it is a campaign that is not there yet.
    package var number: String?
    package var isArchived = false

    /// What is wrong with the whole form.
    package var problem: String?
    package var newNumber = FieldState("")
    package var name = FieldState("")
    /// To be read.
    package var nameText = ""
    package var costModels: [FieldChoice] = []
    package var costModelProblem: String?
    package var costValue = FieldState("")
    package var currency = FieldState("")
    /// Which state of the campaign the form was made from.
    package var version = ""
    /// Whether something stands in the form that is not saved.
    package var isUnsaved = false

    package var parameter = FieldState("")
    /// The parameter's spelling, for the way back.
    package var parameterSpelling = ""
    package var mapperProblem: String?
    /// The mapper's rows, to be changed or, for whoever may not, to be read.
    package var rows = Markup.none
    package var hasRows = false
    package var tried = FieldValue("")
    /// What the word would become.
    package var triedAnswer: String?
    /// What would change if it were saved.
    package var changes: [String] = []
    package var words: CampaignWords?
    /// JSON.
    package var savedMapper: FieldValue?
    package var draftMapper: FieldValue?

    package var snippets: CampaignSnippets?
    /// Whether its first click has not come.
    package var isWaiting = false

    package init(heading: String, path: String) {
        self.heading = heading
        self.path = path
    }
}

/// The words that have come.
package struct CampaignWords: Sendable {
    /// What was looked at.
    let about: [String]
    let table: Markup
    let hasWords: Bool
    /// nil: the table has all of them.
    let more: More?

    package init(about: [String], table: Markup, hasWords: Bool, more: More?) {
        self.about = about
        self.table = table
        self.hasWords = hasWords
        self.more = more
    }

    /// What the table leaves out.
    package struct More: Sendable {
        /// How much that is.
        let sentence: String
        /// Of what leads to all.
        let title: String
        /// Of the same page with all words.
        let address: String
        /// Whether the form is sent there, so that what is typed in it stays.
        let isSent: Bool

        package init(sentence: String, title: String, address: String, isSent: Bool) {
            self.sentence = sentence
            self.title = title
            self.address = address
            self.isSent = isSent
        }
    }
}
