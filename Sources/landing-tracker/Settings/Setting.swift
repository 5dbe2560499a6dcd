/// One thing that an administrator decides; the raw value is its key in the settings file.
enum Setting: String, CaseIterable {
    case database
    case listen
    case socketGroup = "socket-group"
    case socketMode = "socket-mode"
    case bodyLimit = "body-limit"
    case parameterLimit = "parameter-limit"
    case receiveTimeout = "receive-timeout"
    case largeWaiting = "large-waiting"
    case largeBudget = "large-budget"
    case diskReserve = "disk-reserve"
    case allowPlainLogin = "allow-plain-login"

    var key: String { rawValue }
    var flag: String { "--\(key)" }

    /// Its name in the environment, `LANDING_TRACKER_BODY_LIMIT` for example.
    var variable: String {
        let words = key.uppercased().split(separator: "-")
        return SettingsVariable.prefix + words.joined(separator: "_")
    }
}
