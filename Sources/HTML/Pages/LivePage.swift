import Markup

/// What comes, while it comes: the latest events, and the latest requests that were refused.
package struct LivePage: Page {
    package static let template = PageTemplate.live

    /// Of which zone the times are.
    let zone: String
    /// A table; empty when nothing has come.
    let events: Markup
    /// How many requests were refused lately, and why.
    let refusalSummary: [String]
    /// A table; empty when none is kept.
    let refusals: Markup

    package init(zone: String, events: Markup, refusalSummary: [String], refusals: Markup) {
        self.zone = zone
        self.events = events
        self.refusalSummary = refusalSummary
        self.refusals = refusals
    }
}
