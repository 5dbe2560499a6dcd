import JSON

extension Parameters {
    /// The group key of one parameter, its name compared by bytes.
    package func groupKey(of name: [UInt8]) -> GroupKey {
        GroupKey(self[bytes: name])
    }

    /// The bytes of every parameter's name, as `groupKey(of:)` takes them, and its group key, in their order; no
    /// name twice.
    package var groupKeys: [(name: [UInt8], key: GroupKey)] {
        members.map { member in
            (Array(member.name.stringBytes ?? []), GroupKey(member.value))
        }
    }

    /// Whether there is any parameter at all.
    package var isEmpty: Bool { json.utf8.elementsEqual(Self.empty.json.utf8) }
}
