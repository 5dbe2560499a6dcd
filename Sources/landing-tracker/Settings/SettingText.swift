import FastCGI
import Foundation

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

    /// What stands for the group that the system gives a file.
    static let noGroup = "-"

    /// - Returns: nil for that one.
    func group() throws(CommandFailure) -> SystemGroup? {
        guard value != Self.noGroup else { return nil }
        guard let group = SystemGroup(value) else {
            throw failure("there is no such group. It must be the name or the number of one, or `-`.")
        }
        return group
    }

    /// In octal, as chmod(1) takes it.
    func mode() throws(CommandFailure) -> mode_t {
        guard value.wholeMatch(of: /0?[67][0-7]{2}/) != nil, let mode = mode_t(value, radix: 8) else {
            throw failure("it must be octal from 0600 to 0777, and let the owner read and write.")
        }
        return mode
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
