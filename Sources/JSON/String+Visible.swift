extension String {
    /// The text on one line of a terminal or a log, nothing in it obeyed: `\u{9B}` stands for U+009B.
    ///
    /// Whatever others have sent is shown so, and names are logged only so.
    package var visible: String {
        guard unicodeScalars.contains(where: \.isObeyed) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.isObeyed {
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension String {
    /// Whether it is fit as a name in lists and logs: there is something of it, and nothing that a terminal would obey.
    package var canBeShown: Bool {
        !isEmpty && !unicodeScalars.contains(where: \.isObeyed)
    }
}
