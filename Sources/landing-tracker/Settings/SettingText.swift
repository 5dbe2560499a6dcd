import FastCGI

/// A value as it was written, and how to read it.
struct SettingText {
    private let value: String
    private let setting: Setting
    private let source: SettingSource

    init(_ value: String, of setting: Setting, from source: SettingSource) {
        self.value = value
        self.setting = setting
        self.source = source
    }

    /// Bytes or seconds; libfcgi counts in 32 bits.
    static let countRange = 1...1_000_000_000

    func count() throws(CommandFailure) -> Int {
        guard let count = Int(value), Self.countRange.contains(count) else {
            throw failure("it must be a whole number from 1 to \(Self.countRange.upperBound).")
        }
        return count
    }

    func flag() throws(CommandFailure) -> Bool {
        switch value {
        case "1": return true
        case "0": return false
        default: throw failure("it must be 0 or 1.")
        }
    }

    func path() throws(CommandFailure) -> String {
        guard !isOfFile || value.hasPrefix("/") else { throw relative }
        return value
    }

    func address() throws(CommandFailure) -> ListenAddress {
        let address: ListenAddress
        do { address = try ListenAddress(value) } catch {
            throw CommandFailure("\(source.name(of: setting)): \(error)", .configuration)
        }
        if isOfFile, case .unix(let path) = address, !path.hasPrefix("/") { throw relative }
        return address
    }

    private var isOfFile: Bool {
        if case .file = source { return true }
        return false
    }

    /// What a file says must be the same wherever a command is given.
    private var relative: CommandFailure { failure("its path must begin with `/`.") }

    private func failure(_ rule: VisibleText) -> CommandFailure {
        CommandFailure("\(source.name(of: setting)) is '\(value)'; \(rule)", .configuration)
    }
}
