import Foundation

/// The size of a file and when it was last written, as they can be seen without opening it.
struct FileStamp: Equatable {
    let byteCount: Int64
    private let changedSeconds: Int
    private let changedNanoseconds: Int

    /// nil when there is none.
    init?(_ path: String) {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        byteCount = Int64(info.st_size)
        changedSeconds = info.st_mtim.tv_sec
        changedNanoseconds = info.st_mtim.tv_nsec
    }
}
