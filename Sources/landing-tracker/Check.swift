import ArgumentParser
import FastCGI
import Foundation
import Storage
import Tracker

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say whether the configuration, the database and the listen address are in order.",
        discussion: """
            Prints each setting and where its value comes from. Changes nothing. Exits with 78 when something is wrong, and \
            says what.
            """)

    @OptionGroup var options: ServerOptions

    func run() throws {
        let settings = try options.settings()
        try settings.databaseOwner.takeOverFromRoot()
        let findings = [
            Finding("settings", settings.filePath) { try checkSettingsFile(settings) },
            Finding("service", settings.instance.serviceUnit) { try checkService(settings) },
            Finding("database", settings.databasePath) { try checkDatabase(settings) },
            Finding("backup", settings.databasePath) { try checkBackup(settings) },
            Finding("disk", settings.database.folder) { try checkDisk(settings) },
            Finding("listen", "\(settings.listen)") { try checkListen(settings) },
        ]
        let values = Setting.allCases.map { setting in
            Finding("setting", setting.key) { settings.remark(on: setting).description }
        }
        Output.print(.lines((findings + values).map(\.line)))
        let wrong = findings.filter { !$0.isGood }
        guard wrong.isEmpty else {
            throw CommandFailure(.lines(wrong.map(\.remark)), .configuration)
        }
    }

    private func checkDatabase(_ settings: Settings) throws -> String {
        try settings.databaseOwner.requireAccess(mayMake: true)
        let path = settings.databasePath
        let files = DatabaseFiles(path)
        // First, since whoever closes a database removes what stands beside it.
        try files.requireClosedFiles()
        let condition: StoreCondition
        do throws(StoreError) {
            condition = try DatabaseLocation(path: path).condition()
        } catch .opening(.missing, _) {
            try requireWritableFolder(files.folder, for: "the database")
            try files.requireClosedFolder()
            return "missing; `landing-tracker db init` makes it"
        }
        // SQLite's WAL stands beside the file.
        try requireWritableFolder(files.folder, for: "the database")
        guard FileManager.default.isWritableFile(atPath: path) else {
            throw CommandFailure(
                "The database \(path) is not writable for this user. Change its owner or mode.",
                .configuration)
        }
        try files.requireClosedFolder()
        switch condition {
        case .outdated:
            return
                "of an earlier version; `landing-tracker db migrate`, or the next start of serve, upgrades it"
        case .current(let count, let full):
            return "in order, \(count) campaign\(count == 1 ? "" : "s")\(full.remark)"
        }
    }

    private func checkListen(_ settings: Settings) throws -> String {
        let address = settings.listen
        guard case .unix(let path) = address else {
            return "in order; under systemd it takes the drop-in landing-tracker-tcp.service.conf"
        }
        if ListeningSocket.isServed(address) { return "in order, a server is listening" }
        try requireWritableFolder((path as NSString).deletingLastPathComponent, for: "the socket")
        try ListeningSocket.requireReplaceable(path)
        return "in order, nobody is listening"
    }

    private func requireWritableFolder(_ folder: String, for purpose: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
        else {
            throw CommandFailure(
                "The folder \(folder) for \(purpose) does not exist. Create it.", .configuration)
        }
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw CommandFailure(
                "The folder \(folder) for \(purpose) is not writable for this user. Change its owner or mode.",
                .configuration)
        }
    }
}

/// One line of the report: what was looked at, and what was found.
private struct Finding {
    let line: VisibleText
    let remark: VisibleText
    let isGood: Bool

    init(_ what: String, _ value: String, check: () throws -> String) {
        let mark: String
        do {
            remark = "\(try check())"
            isGood = true
            mark = "ok   "
        } catch let warning as CheckWarning {
            remark = warning.message
            isGood = true
            mark = "warn "
        } catch {
            remark = CommandFailure(error)?.message ?? "\(error)"
            isGood = false
            mark = "wrong"
        }
        line = "\(mark)  \(what.padding(toLength: 10, withPad: " ", startingAt: 0))\(value): \(remark)"
    }
}
