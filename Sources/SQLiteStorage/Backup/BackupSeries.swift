import Foundation
import Tracking

/// The backups of one database in one folder, whose names end with the time: `var-lib-landing-tracker-tracker-20260131T170405Z.db`.
///
/// They begin with the database's path, so that several databases may have one folder.
struct BackupSeries {
    private let folder: String
    private let prefix: String

    /// So that a name stays within the 255 bytes that file systems take.
    private static let maximumPrefixLength = 200

    /// `database` is the path of the file, with no links in it.
    init(in folder: String, ofDatabaseAt database: String) {
        self.folder = folder
        let words = (database as NSString).deletingPathExtension.split(separator: "/")
        let name = words.joined(separator: "-").map { Self.isPlain($0) ? $0 : "_" }
        prefix = String(name.suffix(Self.maximumPrefixLength)) + "-"
    }

    /// A name that sorts behind those of earlier times.
    func name(at time: Timestamp) -> String {
        "\(prefix)\(time.inFileNames).db"
    }

    /// Removes the oldest, so that with `newest`, which stays whatever its time, `count` are left.
    ///
    /// - Returns: The paths of those that are gone, and of those that could not be removed.
    func removeOldest(keeping count: Int, newest: String) -> (removed: [String], stuck: [String]) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let others = names.filter { $0 != newest && isMember($0) }.sorted()
        let oldest = others.dropLast(max(0, count - 1)).map { "\(folder)/\($0)" }
        let removed = oldest.filter { unlink($0) == 0 }
        return (removed, oldest.filter { !removed.contains($0) })
    }

    /// Whether it is a file of this series, and no link to one.
    private func isMember(_ name: String) -> Bool {
        guard name.hasPrefix(prefix),
            name.dropFirst(prefix.count).wholeMatch(of: /[0-9]{8}T[0-9]{6}Z\.db/) != nil
        else { return false }
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
        return attributes?[.type] as? FileAttributeType == .typeRegular
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
    }
}

extension Timestamp {
    /// `20260131T170405Z`, in UTC.
    var inFileNames: String {
        let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)
        return style.format(Date(timeIntervalSince1970: Double(seconds)))
    }
}
