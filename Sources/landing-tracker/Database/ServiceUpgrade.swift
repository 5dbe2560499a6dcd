import FastCGI
import Logging
import Storage
import Tracker
import Web

/// The upgrade that `serve` makes before it opens the database.
enum ServiceUpgrade {
    /// Logs what was done. Where the web server starts the processes, several at once and whenever it likes, it does nothing:
    /// there `db migrate` is run by somebody who looks.
    static func run(_ settings: Settings, patience: Duration, logger: Logger) throws {
        guard !ListeningSocket.isListening(0) else { return }
        let order = UpgradeOrder(diskReserveBytes: settings.queueLimits.diskReserveBytes)
        guard let upgrade = try settings.database.upgrade(order, patience: patience) else { return }
        logger.notice(
            "database upgraded",
            metadata: [
                "database": "\(settings.databasePath)", "from": "\(upgrade.from)", "to": "\(upgrade.to)",
                "version": "\(Version.current)", "backup": "\(upgrade.backup)",
            ])
    }
}
