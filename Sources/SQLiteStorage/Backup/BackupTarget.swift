import Foundation
import Storage
import Tracking

/// Where a backup goes, by what a person has named.
struct BackupTarget {
    /// With no links in it.
    let folder: String
    let name: String
    /// nil: a file was named, not a folder.
    let series: BackupSeries?
    /// With no links in it.
    let database: String

    var path: String { "\(folder)/\(name)" }
    /// Where the database's log is, too.
    var databaseFolder: String { (database as NSString).deletingLastPathComponent }

    /// - Throws: `target` when no backup can be there.
    init(_ text: String, ofDatabaseAt database: String, at time: Timestamp) throws(BackupError) {
        self.database = Self.withoutLinks(database)
        if Self.isFolder(text) {
            folder = Self.withoutLinks(text)
            let series = BackupSeries(in: folder, ofDatabaseAt: self.database)
            name = series.name(at: time)
            self.series = series
        } else {
            // It may be a link, which must not be followed: only its folder is looked for.
            let url = URL(fileURLWithPath: text)
            name = url.lastPathComponent
            folder = Self.withoutLinks(url.deletingLastPathComponent().path)
            series = nil
            guard !text.hasSuffix("/"), Self.isFolder(folder) else {
                throw .target(.missingFolder, path: text)
            }
        }
        try requireFree()
    }

    /// Whether a backup may take the place now: nothing is there, or a backup that nobody has opened since.
    func requireFree() throws(BackupError) {
        let files = ["", "-wal", "-shm", "-journal"].map { database + $0 }
        guard !files.contains(path), Inode(path: path).map({ $0 != Inode(path: database) }) ?? true else {
            throw .target(.database, path: path)
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let attributes else { return }
        if attributes[.type] as? FileAttributeType == .typeSymbolicLink { throw .target(.link, path: path) }
        let logs = ["-wal", "-journal"].map { path + $0 }
        guard DatabaseHeader(path: path)?.isUntouchedBackup == true,
            !logs.contains(where: FileManager.default.fileExists(atPath:))
        else { throw .target(.exists, path: path) }
    }

    private static func withoutLinks(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
