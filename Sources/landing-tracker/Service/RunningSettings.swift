import Logging
import Tracker

/// The settings that a running service has, and how it reads them again.
struct RunningSettings {
    private var settings: Settings
    private let read: () throws -> Settings
    private let logger: Logger

    init(_ settings: Settings, read: @escaping () throws -> Settings, logger: Logger) {
        self.settings = settings
        self.read = read
        self.logger = logger
    }

    /// Goes on with those of the new ones that can change; with the old ones where anything is wrong with the new.
    mutating func reload(in tracker: RunningTracker) {
        do {
            let new = try read()
            let change = SettingsChange(from: settings, to: new)
            for setting in change.taken {
                try settings.set(setting, to: new.text(of: setting), from: new.source(of: setting))
            }
            tracker.change(loginRules: settings.loginRules, queueLimits: settings.queueLimits)
            report(change, new)
        } catch {
            let reason = CommandFailure(error)?.message ?? "\(error)"
            logger.error("settings not read again, the old ones stay", metadata: ["reason": "\(reason)"])
        }
    }

    private func report(_ change: SettingsChange, _ new: Settings) {
        let changed = change.taken.map { "\($0.key) = \(new.text(of: $0))" }
        logger.info(
            "settings read again",
            metadata: ["changed": "\(changed.isEmpty ? "nothing" : changed.joined(separator: ", "))"])
        guard !change.needingRestart.isEmpty else { return }
        logger.warning(
            "settings have changed that need a restart",
            metadata: ["settings": "\(change.needingRestart.map(\.key).joined(separator: ", "))"])
    }
}
