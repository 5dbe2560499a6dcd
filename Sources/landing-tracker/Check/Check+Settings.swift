import Foundation

extension Check {
    /// Whether the settings file can be read by the service, and changed by nobody else.
    func checkSettingsFile(_ settings: Settings) throws -> VisibleText {
        let path = settings.filePath
        guard settings.file != nil else {
            return "not there; what no flag and no variable sets has its default"
        }
        try SettingsFile.requireReadable(path)
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let mode = attributes?[.posixPermissions] as? Int ?? 0
        guard attributes?[.type] as? FileAttributeType != .typeRegular || mode & 0o002 == 0 else {
            throw CommandFailure(
                "Everybody can change the settings file. Run `chmod o-w \(path)`.", .configuration)
        }
        return "read"
    }

    /// Whether systemd gives the service other settings than these. What a flag says is meant to be other.
    ///
    /// - Throws: `CheckWarning` when that cannot be told.
    func checkService(_ settings: Settings, _ unit: ServiceUnit?) throws -> VisibleText {
        guard options.database.settingsFile == nil else { return "not compared, since --settings is given" }
        let name = settings.instance.serviceUnit
        guard let unit else { return "systemd has no such unit here" }
        let service: Settings
        do { service = try unit.settings() } catch let failure as CommandFailure {
            throw CommandFailure("The service \(name) cannot start: \(failure.message)", failure.status)
        }
        let differences = Setting.allCases.filter {
            settings.source(of: $0) != .flag && settings.text(of: $0) != service.text(of: $0)
        }
        guard differences.isEmpty else {
            let lines = differences.map { setting -> VisibleText in
                "\(setting.key) is \(service.remark(on: setting)) there and \(settings.remark(on: setting)) here"
            }
            throw CommandFailure(
                """
                The service \(name) has other settings than this command: \
                \(lines.map(\.description).joined(separator: "; ")). Set them in \(settings.instance.settingsFile), for both.
                """, .configuration)
        }
        guard !unit.hasEnvironmentFiles else {
            throw CheckWarning(
                message: """
                    it has an EnvironmentFile, which is not looked at. Write settings into \
                    \(settings.instance.settingsFile) instead
                    """)
        }
        return "has the same settings"
    }
}

extension Settings {
    /// `1048576 (default)`
    func remark(on setting: Setting) -> VisibleText {
        "\(text(of: setting)) (\(source(of: setting).text(of: setting)))"
    }
}
