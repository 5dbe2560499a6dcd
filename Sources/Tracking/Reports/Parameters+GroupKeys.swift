import JSON

extension Parameters {
    /// The group key of one parameter, its name compared by bytes.
    package func groupKey(of name: [UInt8]) -> GroupKey {
        GroupKey(self[bytes: name])
    }

    /// Every parameter's name and group key, in their order; a name that cannot be shown is repaired like a key.
    package var groupKeys: [(name: [UInt8], key: GroupKey)] {
        members.map { member in
            (GroupKey(member.name).text ?? [], GroupKey(member.value))
        }
    }

    /// Whether there is any parameter at all.
    package var isEmpty: Bool { json.utf8.count == Self.empty.json.utf8.count }
}
