/// Where the value of a setting comes from; each of these wins over those before it.
enum SettingSource: Equatable {
    case standard
    case file(path: String, line: Int)
    case environment
    case flag

    /// `file /etc/landing-tracker/landing-tracker.conf line 3`
    func text(of setting: Setting) -> VisibleText {
        switch self {
        case .standard: "default"
        case .file(let path, let line): "file \(path) line \(line)"
        case .environment: "environment \(setting.variable)"
        case .flag: "flag \(setting.flag)"
        }
    }

    /// What to call the setting when its value is wrong.
    func name(of setting: Setting) -> VisibleText {
        switch self {
        case .standard: "\(setting.key)"
        case .file(let path, let line): "\(path) line \(line): \(setting.key)"
        case .environment: "\(setting.variable)"
        case .flag: "\(setting.flag)"
        }
    }
}
