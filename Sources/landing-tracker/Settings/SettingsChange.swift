/// What settings that were read again change in a running service.
struct SettingsChange {
    /// Those that it goes on with.
    let taken: [Setting]
    /// Those that have another value only when it is started again.
    let needingRestart: [Setting]

    init(from old: Settings, to new: Settings) {
        let changed = Setting.allCases.filter { old.text(of: $0) != new.text(of: $0) }
        taken = changed.filter(\.canChangeWhileRunning)
        needingRestart = changed.filter { !$0.canChangeWhileRunning }
    }
}

extension Setting {
    /// The others are of the socket, of connections that are open, or of the database that is.
    fileprivate var canChangeWhileRunning: Bool {
        switch self {
        case .largeWaiting, .largeBudget, .diskReserve, .allowPlainLogin: true
        case .database, .listen, .socketGroup, .socketMode, .bodyLimit, .parameterLimit, .receiveTimeout:
            false
        }
    }
}
