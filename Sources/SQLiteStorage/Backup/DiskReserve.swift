import Storage

/// What a copy leaves alone on the disks that it may fill.
struct DiskReserve {
    /// One on each disk, or several.
    let folders: [String]
    let bytes: Int64

    /// - Throws: `noRoom` when one of the disks would have less left after `byteCount` more.
    func require(_ byteCount: Int64 = 0) throws(BackupError) {
        for folder in folders {
            guard let free = SQLiteStore.freeBytes(at: folder), free < byteCount + bytes else { continue }
            throw .noRoom(folder: folder, freeBytes: free, neededBytes: byteCount + bytes)
        }
    }
}
