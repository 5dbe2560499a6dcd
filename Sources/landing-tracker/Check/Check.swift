import ArgumentParser
import FastCGI
import Probes
import Tracker

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say whether the configuration, the database and the service are in order.",
        discussion: """
            Asks the service, as the web server does, tries a write and takes it back, and prints each setting and where its \
            value comes from. Changes nothing, starts nothing, and ends after twenty seconds at most. Exits with 78 when \
            something is wrong, with 75 when that may pass by itself, and says what.
            """)

    @OptionGroup var options: ServerOptions

    @Flag(help: "Do not look for a service: with mod_fcgid and plain CGI nobody listens.")
    var noListen = false

    @Option(
        help: ArgumentHelp(
            "Ask the web server, too: https://HOST, with the prefix if there is one.", valueName: "url"))
    var url: String?

    @Option(help: ArgumentHelp("Say whether this user may connect to the socket.", valueName: "name"))
    var webUser: String?

    @Flag(help: "Print the rows as one JSON array.")
    var json = false

    @Flag(help: "Print only what is not in order.")
    var quiet = false

    func validate() throws {
        guard let url, WebSite(url) == nil else { return }
        throw ValidationError(
            "--url \(url): write https://HOST or http://HOST:PORT, with a prefix if there is one.")
    }

    func run() throws {
        let settings = try options.settings()
        let report = CheckReport(isDocument: json, isQuiet: quiet)
        report.begin()
        try settings.databaseOwner.takeOverFromRoot()
        let isComparable = options.database.settingsFile == nil
        let unit = isComparable ? ServiceUnit(named: settings.instance.serviceUnit) : nil
        report.look(at: "settings", settings.filePath) { try checkSettingsFile(settings) }
        report.look(at: "service", settings.instance.serviceUnit) { try checkService(settings, unit) }
        let isAnswered = checkSite(report)
        if !noListen { checkSocket(settings, unit, isAnswered, report) }
        report.look(at: "disk", settings.database.folder) { try checkDisk(settings) }
        report.look(at: "database", settings.databasePath) { try checkDatabase(settings, unit) }
        report.look(at: "sqlite", DatabaseLocation.engine.version) { try checkSQLite(settings) }
        report.look(at: "backup", settings.databasePath) { try checkBackup(settings) }
        for setting in Setting.allCases {
            report.look(at: "setting", setting.key) { settings.remark(on: setting) }
        }
        try report.end()
    }

    /// - Returns: Whether a tracker has answered through the web server.
    private func checkSite(_ report: CheckReport) -> Bool {
        guard let site = url.flatMap(WebSite.init) else { return false }
        return report.look(at: "url", "\(site)") { try check(site) }
    }

    private func checkSocket(
        _ settings: Settings, _ unit: ServiceUnit?, _ isAnswered: Bool, _ report: CheckReport
    ) {
        let listener = ListenerCheck(settings, service: unit, isAnsweredElsewhere: isAnswered)
        report.look(at: "listen", "\(settings.listen)") { try listener.check() }
        guard case .unix(let path) = settings.listen else { return }
        report.look(at: "socket", path) { try SocketFileCheck(path: path, webUser: webUser).check() }
    }
}
