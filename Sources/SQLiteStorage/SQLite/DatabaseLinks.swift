import Foundation
import Storage

/// The symbolic links on the way to a database, and beside it, that SQLite would follow to where nobody looks.
///
/// A link to an existing database is fine: SQLite keeps its other files beside the file that the link leads to.
struct DatabaseLinks {
    let path: String

    /// Those that SQLite keeps beside a database. Source: https://www.sqlite.org/tempfiles.html
    private static let companions = ["-wal", "-shm", "-journal"]

    /// nil when there is none in the way.
    var problem: StoreError.OpeningProblem? {
        if let link = danglingLink { return .danglingLink(link) }
        return linkedCompanion.map { .linkedCompanion($0) }
    }

    /// The database or the first folder above it that is a link to nothing, or to itself.
    private var danglingLink: String? {
        let components = (path as NSString).pathComponents
        let ways = components.indices.map { NSString.path(withComponents: Array(components[...$0])) }
        return ways.first { Self.isLink($0) && Self.leadsNowhere($0) }
    }

    private var linkedCompanion: String? {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return Self.companions.map { file + $0 }.first(where: Self.isLink)
    }

    private static func isLink(_ path: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    }

    private static func leadsNowhere(_ path: String) -> Bool {
        access(path, F_OK) != 0 && (errno == ENOENT || errno == ELOOP)
    }
}
