import FastCGI
import Logging
import Storage
import Tracker
import Web

/// Opens a database for a server, as often as it takes.
struct DatabaseStart {
    private let settings: Settings
    private let makesDatabase: Bool
    /// Made by this process, as the user that it then was.
    private let isSocketOurs: Bool
    private let logger: Logger

    private static let pauseSeconds = 1.0
    /// While it waits for a lock it hears of no stop.
    private static let lockPatience = Duration.seconds(1)

    init(_ settings: Settings, makesDatabase: Bool, isSocketOurs: Bool, logger: Logger) {
        self.settings = settings
        self.makesDatabase = makesDatabase
        self.isSocketOurs = isSocketOurs
        self.logger = logger
    }

    /// As root, becomes the owner of the folder, if that is there by now.
    ///
    /// - Throws: `CommandFailure` when the database is not this user's to use. Where it is not there, and none is to be made, a
    ///   folder of somebody else may be what a disk is to be mounted on.
    func takeOver() throws {
        let owner = settings.databaseOwner
        try owner.takeOverFromRoot()
        if makesDatabase || owner.isDatabaseThere { try owner.requireAccess(mayMake: false) }
    }

    /// Tries again each second while what is in the way may pass, and says so once.
    ///
    /// `whileWaiting` is called with the reason when it is another one than before, at first when the first try has failed:
    /// who connects before waits for a moment, and is not refused.
    ///
    /// - Returns: nil when the process is to stop.
    /// - Throws: for what does not pass by itself.
    func tracker(
        telling reception: Reception, whileWaiting: (String) throws -> Void
    ) throws -> RunningTracker? {
        let user = SystemUser.current
        var lastReason: String?
        repeat {
            do {
                let tracker = try attempt(as: user)
                if lastReason != nil { logger.notice("the database can be used now") }
                return tracker
            } catch let error where Self.mayPass(error) {
                let reason = "\(error)"
                guard reason != lastReason else { continue }
                lastReason = reason
                logger.error(
                    "waiting for the database, every request is answered 503",
                    metadata: ["reason": "\(reason)"])
                reception.wait(because: reason)
                try whileWaiting(reason)
            }
        } while !StopSignals.wait(seconds: Self.pauseSeconds)
        return nil
    }

    private static func mayPass(_ error: any Error) -> Bool {
        switch error {
        case let error as StoreError: error.mayPass
        // For the backup before an upgrade.
        case BackupError.noRoom: true
        default: false
        }
    }

    private func attempt(as user: SystemUser) throws -> RunningTracker {
        try takeOver()
        guard !isSocketOurs || SystemUser.current == user else {
            throw CommandFailure(
                "The folder of \(settings.databasePath) has come, and belongs to \(SystemUser.current): start again.",
                .tryAgain)
        }
        let database = settings.database
        if makesDatabase, try database.make() {
            logger.warning(
                "made a new, empty database; serve --existing makes none",
                metadata: ["database": "\(database.path)"])
        }
        try upgrade()
        return try RunningTracker(
            settings.database.open(.existing, patience: Self.lockPatience), for: .server,
            loginRules: settings.loginRules, queueLimits: settings.queueLimits,
            whenLost: StopSignals.raise, logger: logger)
    }

    /// Brings the tables of an earlier version up to date, and logs what was done. Where the web server starts the processes,
    /// several at once and whenever it likes, it does nothing: there `db migrate` is run by somebody who looks.
    private func upgrade() throws {
        guard !ListeningSocket.isListening(0) else { return }
        // Whoever uses the database waits for this start.
        let order = UpgradeOrder(diskReserveBytes: settings.queueLimits.diskReserveBytes, rests: false)
        guard let upgrade = try settings.database.upgrade(order, patience: Self.lockPatience) else { return }
        logger.notice(
            "database upgraded",
            metadata: [
                "database": "\(settings.databasePath)", "from": "\(upgrade.from)", "to": "\(upgrade.to)",
                "version": "\(Version.current)", "backup": "\(upgrade.backup)",
            ])
    }
}
