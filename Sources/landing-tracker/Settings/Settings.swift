import FastCGI
import Storage
import Tracker
import Web

/// What an administrator decides, and where each value comes from: the settings file, over which the environment wins,
/// over which flags win.
struct Settings {
    let instance: Instance
    /// Where the settings file is, or would be.
    let filePath: String
    /// nil when there is none.
    let file: SettingsFile?

    private(set) var databasePath: String
    /// Where to listen, unless the process is started with a socket.
    private(set) var listen: ListenAddress
    /// Who may connect to a socket file that is made.
    private(set) var socketAccess = SocketAccess()
    private(set) var limits = Limits()
    /// What may wait to be stored, and when large events are refused.
    private(set) var queueLimits = QueueLimits()
    /// Whether a login may come over plain HTTP from another machine.
    private(set) var allowsPlainLogin = false
    private var sources: [Setting: SettingSource] = [:]

    var database: DatabaseLocation { DatabaseLocation(path: databasePath) }
    var databaseOwner: DatabaseOwner { DatabaseOwner(ofDatabaseAt: databasePath) }
    var loginRules: LoginRules { LoginRules(allowsPlainHTTP: allowsPlainLogin) }

    /// Those of the file and of the environment. The file is the instance's, which may be missing, unless `file` or the
    /// environment names another one, which must be there.
    ///
    /// - Throws: `CommandFailure` that names the setting, where it stands, and what it must be.
    init(
        of instance: Instance = .first, file: String? = nil, environment: [String: String]
    ) throws(CommandFailure) {
        let named = file ?? environment.nonEmpty(SettingsVariable.file)
        self.instance = instance
        filePath = named ?? instance.settingsFile
        self.file = try SettingsFile(at: filePath)
        guard named == nil || self.file != nil else {
            throw CommandFailure("There is no settings file \(filePath).", .configuration)
        }
        databasePath = instance.databasePath
        listen = instance.listen
        for entry in self.file?.entries ?? [] {
            try set(entry.setting, to: entry.value, from: .file(path: filePath, line: entry.line))
        }
        for setting in Setting.allCases {
            guard let value = environment.nonEmpty(setting.variable) else { continue }
            try set(setting, to: value, from: .environment)
        }
    }

    /// - Throws: `CommandFailure` that names the setting, where it stands, and what it must be.
    mutating func set(
        _ setting: Setting, to value: String, from source: SettingSource
    ) throws(CommandFailure) {
        let text = SettingText(value, of: setting, from: source)
        switch setting {
        case .database: databasePath = try text.path()
        case .listen: listen = try text.address()
        case .socketGroup: socketAccess.group = try text.group()?.identifier
        case .socketMode: socketAccess.mode = try text.mode()
        case .bodyLimit: limits.bodyBytes = try text.count()
        case .parameterLimit: limits.parameterBytes = try text.count()
        case .receiveTimeout: limits.receiveTimeoutSeconds = Double(try text.count())
        case .largeWaiting: queueLimits.largeBytesWaiting = try text.count()
        case .largeBudget: queueLimits.largeBytesPerMinute = try text.count()
        case .diskReserve: queueLimits.diskReserveBytes = Int64(try text.count())
        case .allowPlainLogin: allowsPlainLogin = try text.flag()
        }
        sources[setting] = source
    }

    func source(of setting: Setting) -> SettingSource { sources[setting] ?? .standard }

    /// The value, as the file would have it.
    func text(of setting: Setting) -> String {
        switch setting {
        case .database: databasePath
        case .listen: "\(listen)"
        case .socketGroup: socketAccess.group.map { "\(SystemGroup(identifier: $0))" } ?? SettingText.noGroup
        case .socketMode: "0" + String(socketAccess.mode, radix: 8)
        case .bodyLimit: "\(limits.bodyBytes)"
        case .parameterLimit: "\(limits.parameterBytes)"
        case .receiveTimeout: "\(Int(limits.receiveTimeoutSeconds))"
        case .largeWaiting: "\(queueLimits.largeBytesWaiting)"
        case .largeBudget: "\(queueLimits.largeBytesPerMinute)"
        case .diskReserve: "\(queueLimits.diskReserveBytes)"
        case .allowPlainLogin: allowsPlainLogin ? "1" : "0"
        }
    }
}

extension [String: String] {
    /// A variable that is empty counts as not set.
    func nonEmpty(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }
}
