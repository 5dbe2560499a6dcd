import Foundation

/// Where the files of a database are, and what other users of the machine may do with them.
struct DatabaseFiles {
    /// The file itself, behind any symbolic link.
    private let file: String

    init(_ path: String) {
        file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    var folder: String { (file as NSString).deletingLastPathComponent }

    /// - Throws: when others may see what is in the folder, or put a file there: copies tend to be readable.
    func requireClosedFolder() throws(CommandFailure) {
        guard Self.isOpen(folder, for: 0o006) else { return }
        throw CommandFailure(
            """
            Others can read or change the folder \(folder) of the database. Run `chmod o= \(folder)`, or give the \
            database a folder of its own.
            """, .configuration)
    }

    /// - Throws: when others may read or change the database, or what SQLite keeps beside it.
    func requireClosedFiles() throws(CommandFailure) {
        let files = ["", "-wal", "-shm", "-journal"].map { file + $0 }.filter { Self.isOpen($0, for: 0o007) }
        guard !files.isEmpty else { return }
        let names = files.joined(separator: " ")
        throw CommandFailure("Others can read or change \(names). Run `chmod o= \(names)`.", .configuration)
    }

    /// Whether the mode has one of these bits; false when there is no such file, or a link whose own mode says nothing.
    private static func isOpen(_ path: String, for bits: Int) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType != .typeSymbolicLink else { return false }
        return (attributes?[.posixPermissions] as? Int ?? 0) & bits != 0
    }
}
