import JSON
import Tracking

/// The keys of a report's groups, each once, with a number.
///
/// Blocks have their keys as bytes, the same ones mostly: a text is copied when it comes first, and only looked up then.
struct KeyNumbers {
    private var keys: [GroupKey] = []
    private var numbers: [ByteKey: UInt32] = [:]
    private var missing: UInt32?

    var count: Int { keys.count }

    subscript(number: UInt32) -> GroupKey { keys[Int(number)] }

    /// The number of a key by its text; of the missing value for nil.
    mutating func number(of text: ArraySlice<UInt8>?) -> UInt32 {
        guard let text else { return numberOfMissing() }
        if let number = numbers[ByteKey(text)] { return number }
        let copy = Array(text)
        let number = append(GroupKey(text: copy))
        numbers[ByteKey(copy[...])] = number
        return number
    }

    private mutating func numberOfMissing() -> UInt32 {
        let number = missing ?? append(.missing)
        missing = number
        return number
    }

    private mutating func append(_ key: GroupKey) -> UInt32 {
        keys.append(key)
        return UInt32(keys.count - 1)
    }
}
