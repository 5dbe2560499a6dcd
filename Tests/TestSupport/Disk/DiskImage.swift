import Foundation

/// A folder as a disk has it, followed through every operation up to a power cut.
///
/// A file's contents are certain after a sync of the file, its name after a sync of the folder. What was not synced
/// may be there in part; names change in the order in which they were changed.
struct DiskImage {
    private struct Sync {
        /// nil: of the folder.
        let file: StoredFile?
        /// The changes that it takes care of.
        let count: Int
    }

    private var storedNames: [String: StoredFile] = [:]
    /// What a process sees.
    private var names: [String: StoredFile] = [:]
    /// What is not certain of the difference between the two. nil: removed.
    private var nameChanges: [(name: String, file: StoredFile?)] = []
    private var settledNameCount = 0
    private var syncs: [Int: Sync] = [:]

    /// The folder as it stands, all of it on disk.
    init(folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasSuffix("-shm")
        {
            let contents = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            storedNames[name] = StoredFile(contents: Array(contents))
        }
        names = storedNames
    }

    /// What the processes did until the last one ended; `generator` decides what failed syncs have lost.
    mutating func replay(_ log: OperationLog, _ generator: inout some RandomNumberGenerator) throws {
        // Their numbers begin anew with each process.
        syncs = [:]
        for operation in log.operations { try replay(operation, &generator) }
    }

    private mutating func replay(
        _ operation: OperationLog.Operation, _ generator: inout some RandomNumberGenerator
    ) throws {
        let name = operation.name
        switch operation.kind {
        case .made: rename(name, to: StoredFile())
        case .removed: rename(name, to: nil)
        case .written: try file(name).append(.write(operation.bytes, offset: operation.offset))
        case .truncated: try file(name).append(.truncate(size: operation.offset))
        case .syncBegun:
            let file = name.isEmpty ? nil : try file(name)
            let count = file?.changeCount ?? settledNameCount + nameChanges.count
            syncs[operation.offset] = Sync(file: file, count: count)
        case .syncDone:
            guard let sync = syncs.removeValue(forKey: operation.offset) else { break }
            if let file = sync.file { file.keep(first: sync.count) } else { keepNames(first: sync.count) }
        case .syncFailed:
            guard let sync = syncs.removeValue(forKey: operation.offset) else { break }
            sync.file?.lose(first: sync.count, but: Survivors(&generator), &generator)
        }
    }

    private func file(_ name: String) throws -> StoredFile {
        guard let file = names[name] else { throw Unexpected("\(name) was written but never opened") }
        return file
    }

    private mutating func rename(_ name: String, to file: StoredFile?) {
        names[name] = file
        nameChanges.append((name, file))
    }

    private mutating func keepNames(first count: Int) {
        while settledNameCount < count, !nameChanges.isEmpty {
            let change = nameChanges.removeFirst()
            storedNames[change.name] = change.file
            settledNameCount += 1
        }
    }

    /// Cuts the power: what is not certain is there in part.
    ///
    /// - Returns: How many changes of each file were not certain.
    mutating func cut(_ generator: inout some RandomNumberGenerator) -> [String: Int] {
        let pending = names.mapValues(\.pending.count)
        let kept = Int.random(in: 0...nameChanges.count, using: &generator)
        keepNames(first: settledNameCount + kept)
        let survivors = Survivors(&generator)
        // In a certain order, so that a seed gives the same image again.
        for (_, file) in storedNames.sorted(by: { $0.key < $1.key }) {
            file.lose(first: file.changeCount, but: survivors, &generator)
        }
        return pending
    }

    /// Makes the folder hold what the disk holds, and nothing else.
    func write(to folder: String) throws {
        let manager = FileManager.default
        for name in try manager.contentsOfDirectory(atPath: folder) {
            try manager.removeItem(atPath: "\(folder)/\(name)")
        }
        for (name, file) in storedNames {
            try Data(file.contents).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
    }
}
