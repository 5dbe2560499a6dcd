import JSON

extension Parameters {
    /// A parameter with the text of its group key, both views into a larger text.
    package struct KeyText {
        /// The bytes that `groupKey(of:)` takes.
        package let name: ArraySlice<UInt8>
        /// As `GroupKey.text`.
        package let text: ArraySlice<UInt8>?

        fileprivate init(_ member: JSONObject.Member) {
            name = member.name.stringBytes ?? []
            let value = member.value
            switch value.kind {
            case .string where !value.bytes.contains(UInt8(ascii: "\\")):
                text = GroupKey.cut(value.bytes.dropFirst().dropLast())
            case .string:
                text = GroupKey(value).text.map { $0[...] }
            case .number, .bool:
                text = GroupKey.cut(value.bytes)
            case .null, .object, .array:
                text = nil
            }
        }
    }

    /// Every parameter in order, no name twice; copies nothing that it need not.
    package var keyTexts: [KeyText] { members.map(KeyText.init) }

    /// Their names alone.
    package var names: [ArraySlice<UInt8>] { members.map { $0.name.stringBytes ?? [] } }
}
