import ArgumentParser
import Foundation

/// The options of a server.
struct ServerOptions: ParsableArguments {
    @OptionGroup var database: DatabaseOption

    @Option(
        help: ArgumentHelp(
            "Where to listen: unix:PATH or tcp:127.0.0.1:PORT (or LANDING_TRACKER_LISTEN).",
            discussion: """
                Default: the sockets that systemd, spawn-fcgi or mod_fcgid hands over, of which it must be one, \
                else unix:/run/landing-tracker/fcgi.sock
                """, valueName: "address"))
    var listen: String?

    @Option(
        help: ArgumentHelp(
            "The group of a socket file that is made; - is the process's. Default: -", valueName: "group"))
    var socketGroup: String?

    @Option(help: ArgumentHelp("The mode of a socket file that is made. Default: 0660", valueName: "mode"))
    var socketMode: String?

    @Option(help: ArgumentHelp("Most bytes of a request's body. Default: 1048576", valueName: "bytes"))
    var bodyLimit: Int?

    @Option(help: ArgumentHelp("Most bytes of a request's CGI variables. Default: 65536", valueName: "bytes"))
    var parameterLimit: Int?

    @Option(help: ArgumentHelp("How long a request may take to arrive. Default: 30", valueName: "seconds"))
    var receiveTimeout: Int?

    @Option(
        help: ArgumentHelp(
            "Most bytes of events from 16 KiB on that wait to be stored. Default: 8388608",
            valueName: "bytes"))
    var largeWaiting: Int?

    @Option(
        help: ArgumentHelp(
            "Most bytes that events from 16 KiB on bring in a minute. Default: 16777216", valueName: "bytes"))
    var largeBudget: Int?

    @Option(
        help: ArgumentHelp(
            "Refuse events from 16 KiB on while the disk has less left. Default: 268435456",
            valueName: "bytes"))
    var diskReserve: Int?

    @Flag(
        help: """
            Take logins over plain HTTP from other machines, where they can be read on the way \
            (or LANDING_TRACKER_ALLOW_PLAIN_LOGIN=1).
            """)
    var allowPlainLogin = false

    func validate() throws {
        for (setting, value) in counts where !SettingText.countRange.contains(value) {
            throw ValidationError("\(setting.flag) must be from 1 to \(SettingText.countRange.upperBound).")
        }
    }

    func settings() throws(CommandFailure) -> Settings {
        try withFlags(database.settings())
    }

    /// What these options would choose in another environment.
    func settings(in environment: [String: String]) throws(CommandFailure) -> Settings {
        try withFlags(database.settings(in: environment))
    }

    private func withFlags(_ settings: Settings) throws(CommandFailure) -> Settings {
        var settings = settings
        if let listen { try settings.set(.listen, to: listen, from: .flag) }
        if let socketGroup { try settings.set(.socketGroup, to: socketGroup, from: .flag) }
        if let socketMode { try settings.set(.socketMode, to: socketMode, from: .flag) }
        for (setting, value) in counts { try settings.set(setting, to: "\(value)", from: .flag) }
        if allowPlainLogin { try settings.set(.allowPlainLogin, to: "1", from: .flag) }
        return settings
    }

    /// The numbers that were given.
    private var counts: [(setting: Setting, value: Int)] {
        let counts: [(setting: Setting, value: Int?)] = [
            (.bodyLimit, bodyLimit), (.parameterLimit, parameterLimit), (.receiveTimeout, receiveTimeout),
            (.largeWaiting, largeWaiting), (.largeBudget, largeBudget), (.diskReserve, diskReserve),
        ]
        return counts.compactMap { count in count.value.map { (count.setting, $0) } }
    }
}
