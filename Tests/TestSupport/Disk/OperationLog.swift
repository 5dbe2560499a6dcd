import Foundation

/// What `faulty_disk.c` wrote down during one run of a process, in order.
struct OperationLog {
    struct Operation {
        enum Kind: Int64 {
            case made = 1
            case written, truncated, removed, syncBegun, syncDone, syncFailed
        }

        let kind: Kind
        /// The file's name in the folder; empty for the folder itself.
        let name: String
        /// Of what is written; the new size; the number of the sync.
        let offset: Int
        let bytes: Data
    }

    let operations: [Operation]

    init(contentsOf path: String) throws {
        var rest = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        var operations: [Operation] = []
        // The last one may be cut off, when the process was killed while it wrote it down.
        while let operation = Operation(takenFrom: &rest) { operations.append(operation) }
        self.operations = operations
    }
}

extension OperationLog.Operation {
    /// `struct record` of the C source: kind, offset, size; then the name with zeros behind it.
    private static let numbersSize = 3 * MemoryLayout<Int64>.size
    private static let headSize = numbersSize + 32

    /// - Returns: nil at the end, and for a record that is not whole.
    fileprivate init?(takenFrom rest: inout Data) {
        guard rest.count >= Self.headSize else { return nil }
        let (number, offset, size) = rest.withUnsafeBytes { bytes in
            bytes.loadUnaligned(as: (Int64, Int64, Int64).self)
        }
        let (name, contents) = (rest.dropFirst(Self.numbersSize), rest.dropFirst(Self.headSize))
        guard let kind = Kind(rawValue: number), contents.count >= size else { return nil }
        self.kind = kind
        self.name = String(decoding: name.prefix(32).prefix { $0 != 0 }, as: UTF8.self)
        self.offset = Int(offset)
        bytes = contents.prefix(Int(size))
        rest = contents.dropFirst(Int(size))
    }
}
