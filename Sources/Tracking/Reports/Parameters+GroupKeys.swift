import JSON

extension Parameters {
    /// The group key of one parameter, its name compared by bytes.
    package func groupKey(of name: [UInt8]) -> GroupKey {
        GroupKey(self[bytes: name])
    }

    /// Whether there is any parameter at all.
    package var isEmpty: Bool { json.utf8.count == Self.empty.json.utf8.count }
}
