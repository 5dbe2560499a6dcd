import Foundation

/// What the first bytes of a file say of the database in it.
///
/// Source: https://www.sqlite.org/fileformat2.html#the_database_header
struct DatabaseHeader {
    private let bytes: [UInt8]

    private static let byteCount = 100
    private static let magic = Array("SQLite format 3\0".utf8)

    /// nil when it is no file, too short for a header, or cannot be read.
    init?(path: String) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let file = FileHandle(forReadingAtPath: path),
            let bytes = try? file.read(upToCount: Self.byteCount), bytes.count == Self.byteCount
        else { return nil }
        self.bytes = Array(bytes)
    }

    /// Whether it is a backup of ours that nobody has opened as a database since: those have a WAL.
    var isUntouchedBackup: Bool {
        bytes.starts(with: Self.magic) && bytes[18] == Self.withoutWAL && bytes[19] == Self.withoutWAL
            && bytes[68..<72].elementsEqual(Schema.mark)
    }

    /// The version of the format of a database with a rollback journal.
    private static let withoutWAL: UInt8 = 1
}
