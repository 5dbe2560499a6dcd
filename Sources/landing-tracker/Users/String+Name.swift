import JSON

extension String {
    /// Whether it is fit as a name in lists and logs: there is something of it, and nothing that a terminal would obey.
    var canBeShown: Bool {
        !isEmpty && !unicodeScalars.contains(where: \.isObeyed)
    }
}
