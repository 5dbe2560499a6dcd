import Foundation

/// A file that is to be restored, open for reading: whoever gives up rights may do so afterwards.
package struct BackupSource {
    package let path: String
    package let file: FileHandle

    /// - Throws: why it can be no backup, as far as that is seen without reading it.
    package init(_ path: String) throws(BackupError) {
        // SQLite keeps its other files beside the file that a link leads to.
        let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        self.path = path
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: real)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw BackupError.content(.notAFile, file: path)
            }
            guard attributes[.size] as? Int64 != 0 else { throw BackupError.content(.empty, file: path) }
            file = try FileHandle(forReadingFrom: URL(fileURLWithPath: real))
        } catch let error as BackupError {
            throw error
        } catch {
            throw .content(.unreadable(error.localizedDescription), file: path)
        }
        for log in ["-wal", "-journal"].map({ real + $0 }) {
            let attributes = try? FileManager.default.attributesOfItem(atPath: log)
            guard attributes?[.size] as? Int64 ?? 0 == 0 else {
                throw .content(.logBeside(log), file: path)
            }
        }
    }
}
