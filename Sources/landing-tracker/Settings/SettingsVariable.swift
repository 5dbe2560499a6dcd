/// The names in the environment that begin as ours do.
enum SettingsVariable {
    static let prefix = "LANDING_TRACKER_"
    /// The path of the settings file.
    static let file = "LANDING_TRACKER_SETTINGS"
    /// What a web server passes with each request: no setting, but no mistake either.
    private static let ofRequests = "LANDING_TRACKER_PREFIX"

    /// Those that mean nothing to this program, in order: a misspelt one would have no effect, and nobody would know.
    static func unknown(in environment: [String: String]) -> [String] {
        let known = Set(Setting.allCases.map(\.variable) + [file, ofRequests])
        return environment.keys.filter { $0.hasPrefix(prefix) && !known.contains($0) }.sorted()
    }

    /// What to say of such a name.
    static func remark(onUnknown name: String) -> VisibleText {
        "\(name) is no setting, and has no effect. `landing-tracker check` lists the settings."
    }
}
