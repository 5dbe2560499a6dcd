import JSON

extension Campaign.Settings {
    private static let maximumNameLength = 255

    /// Reads the value of a `name` field: 1 ... 255 characters (Unicode scalars), none of them a control
    /// character.
    package static func name(_ value: JSONText) throws(FieldProblem) -> String {
        guard value.kind != .null else { throw .null }
        guard let name = value.string else { throw .notString }
        guard !value.hasLoneSurrogate else { throw .loneSurrogate }
        guard !name.isEmpty else { throw .tooShort(minimum: 1) }
        guard name.unicodeScalars.count <= maximumNameLength else {
            throw .tooLong(maximum: maximumNameLength)
        }
        guard !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw .controlCharacter
        }
        return name
    }
}

extension CostModel {
    /// Reads the value of a `costModel` field.
    package init(_ value: JSONText) throws(FieldProblem) {
        guard value.kind != .null else { throw .null }
        guard let text = value.string else { throw .notString }
        guard let model = CostModel(rawValue: text) else {
            throw .notOne(of: CostModel.allCases.map(\.rawValue))
        }
        self = model
    }
}
