import Foundation

/// A file as a disk has it: what is certain to be there, and what was written since and may not be.
///
/// A class, since a file that has lost its name is still the same file.
final class StoredFile {
    enum Change {
        case write(Data, offset: Int)
        case truncate(size: Int)
    }

    /// What a disk writes whole or not at all.
    private static let sectorSize = 512

    private(set) var contents: [UInt8]
    /// Not synced yet, in order.
    private(set) var pending: [Change] = []
    /// How many changes are no longer pending.
    private var settledCount = 0

    init(contents: [UInt8] = []) {
        self.contents = contents
    }

    func append(_ change: Change) {
        pending.append(change)
    }

    /// How many changes there have been: what a sync that begins now takes care of.
    var changeCount: Int { settledCount + pending.count }

    /// A sync has ended well: the first `count` changes are on disk.
    func keep(first count: Int) {
        for change in takePending(first: count) { apply(change) }
    }

    /// A sync has failed, or the power: of the first `count` changes some sectors have reached the disk and some never
    /// will, though another sync may succeed.
    func lose(first count: Int, but survivors: Survivors, _ generator: inout some RandomNumberGenerator) {
        for change in takePending(first: count) {
            switch change {
            case .truncate:
                if survivors.include(&generator) { apply(change) }
            case .write(let bytes, let offset):
                for sector in Self.sectors(bytes, offset) where survivors.include(&generator) {
                    apply(sector)
                }
            }
        }
    }

    private func takePending(first count: Int) -> [Change] {
        let taken = max(0, count - settledCount)
        defer {
            pending.removeFirst(taken)
            settledCount += taken
        }
        return Array(pending.prefix(taken))
    }

    private static func sectors(_ bytes: Data, _ offset: Int) -> [Change] {
        var changes: [Change] = []
        var (rest, offset) = (bytes, offset)
        while !rest.isEmpty {
            let part = rest.prefix(sectorSize - offset % sectorSize)
            changes.append(.write(part, offset: offset))
            rest = rest.dropFirst(part.count)
            offset += part.count
        }
        return changes
    }

    private func apply(_ change: Change) {
        switch change {
        case .truncate(let size): resize(to: size)
        case .write(let bytes, let offset):
            if contents.count < offset + bytes.count { resize(to: offset + bytes.count) }
            contents.withUnsafeMutableBytes { target in
                _ = bytes.copyBytes(to: UnsafeMutableRawBufferPointer(rebasing: target[offset...]))
            }
        }
    }

    private func resize(to size: Int) {
        if size < contents.count {
            contents.removeLast(contents.count - size)
        } else {
            contents += [UInt8](repeating: 0, count: size - contents.count)
        }
    }
}

/// Which share of what was not synced has reached the disk all the same.
struct Survivors {
    /// 0 ... 1.
    private let share: Double

    /// None, all, or any share.
    init(_ generator: inout some RandomNumberGenerator) {
        share = min(1, max(0, Double.random(in: -0.5...1.5, using: &generator)))
    }

    func include(_ generator: inout some RandomNumberGenerator) -> Bool {
        Double.random(in: 0..<1, using: &generator) < share
    }
}
