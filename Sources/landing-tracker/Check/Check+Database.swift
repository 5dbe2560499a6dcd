import Foundation
import Storage
import Tracker

extension Check {
    /// So that all of them together come to their end in time.
    static let lockPatience = Duration.seconds(2)

    /// Whether the database can be used and written, by this user and by the service's.
    func checkDatabase(_ settings: Settings, _ unit: ServiceUnit?) throws -> VisibleText {
        if let unit, (try? unit.settings().databasePath) == settings.databasePath {
            try requireAccess(of: unit, settings.databasePath)
        }
        try settings.databaseOwner.requireAccess(mayMake: true)
        let files = DatabaseFiles(settings.databasePath)
        // First, since whoever closes a database removes what stands beside it.
        try files.requireClosedFiles()
        let condition: StoreCondition
        do throws(StoreError) {
            condition = try settings.database.condition(patience: Self.lockPatience)
        } catch .opening(.missing, let database) {
            try requireUsableFolder(files)
            throw Self.missing(database)
        }
        try requireUsableFolder(files)
        guard FileManager.default.isWritableFile(atPath: settings.databasePath) else {
            throw CommandFailure(
                """
                The database \(settings.databasePath) is not writable for \(SystemUser.current), as whom this runs. Change its \
                owner or mode, or how its disk is mounted.
                """, .configuration)
        }
        switch condition {
        case .outdated:
            return
                "of an earlier version; `landing-tracker db migrate`, or the next start of serve, upgrades it"
        case .current(let count, let full):
            try settings.database.tryWriting(patience: Self.lockPatience)
            return "in order, takes writes, \(count) campaign\(count == 1 ? "" : "s")\(full.remark)"
        }
    }

    /// It may have been removed while a service has it open, which alone has its events then.
    private static func missing(_ database: String) -> CheckFailure {
        CheckFailure(
            "There is no database at \(database).",
            cure: """
                Check the path, and that its disk is mounted, and look for \(database).rescued-* beside it. Only where there \
                never was one: `landing-tracker db init` makes it.
                """)
    }

    /// By owners, groups and modes, since root, who may all, is not whom the service runs as.
    private func requireAccess(of unit: ServiceUnit, _ database: String) throws(CheckFailure) {
        guard let user = SystemUser(named: unit.userName) else {
            throw CheckFailure(
                "\(unit.name) is to run as \(unit.userName), and there is no such user.",
                cure: "Make it: `adduser --system --group --no-create-home \(unit.userName)`.")
        }
        let path = database.resolvedPath
        let folder = (path as NSString).deletingLastPathComponent
        let access = UserAccess(user)
        if let (folder, status) = access.barrier(onTheWayTo: path) {
            throw Self.closed(folder, status, to: user, of: unit)
        }
        if let status = FileStatus(folder), !access.may(.write, status) {
            throw Self.closed(folder, status, to: user, of: unit)
        }
        for file in ["", "-wal", "-shm"].map({ path + $0 }) {
            guard let status = FileStatus(file), !access.may([.read, .write], status) else { continue }
            throw CheckFailure(
                "\(unit.name) runs as \(user), who may not use \(file) (\(status.rights)).",
                cure: "If it is for that service: `chown -h '\(user)' \(path)*`.")
        }
    }

    private static func closed(
        _ folder: String, _ status: FileStatus, to user: SystemUser, of unit: ServiceUnit
    ) -> CheckFailure {
        CheckFailure(
            "\(unit.name) runs as \(user), who may not use the folder \(folder) (\(status.rights)).",
            cure: "Give the database a folder that belongs to \(user) and holds nothing else.")
    }

    private func requireUsableFolder(_ files: DatabaseFiles) throws(CommandFailure) {
        let folder = files.folder
        guard access(folder, F_OK) == 0 else {
            throw CommandFailure(
                "The folder \(folder) of the database does not exist. Mount its disk, or create it.",
                .configuration)
        }
        guard access(folder, W_OK | X_OK) == 0 else {
            throw CommandFailure(
                """
                The folder \(folder) of the database is not writable for \(SystemUser.current), as whom this runs. Change its \
                owner or mode, or how its disk is mounted.
                """, .configuration)
        }
        try files.requireClosedFolder()
    }
}
