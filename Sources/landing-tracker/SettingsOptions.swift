import ArgumentParser
import FastCGI
import Foundation
import Storage
import Tracker

/// The option that every command has.
struct DatabaseOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The SQLite database file (or LANDING_TRACKER_DATABASE).",
            discussion: "Default: /var/lib/landing-tracker/tracker.db", valueName: "path"))
    var database: String?

    /// The settings of the environment and of this option.
    func settings() throws(CommandFailure) -> Settings {
        var settings = try Settings(environment: ProcessInfo.processInfo.environment)
        if let database { settings.databasePath = database }
        return settings
    }

    /// The database that these name, opened for a command.
    ///
    /// As root the process is the owner of the database's folder from then on: files elsewhere are read before.
    func open(_ opening: StoreOpening = .existing) throws -> any Store {
        let settings = try settings()
        try settings.databaseOwner.takeOverFromRoot()
        try settings.databaseOwner.requireAccess(mayMake: opening == .createIfMissing)
        return try settings.database.open(opening)
    }
}

/// The options of a server.
struct ServerOptions: ParsableArguments {
    @OptionGroup var database: DatabaseOption

    @Option(
        help: ArgumentHelp(
            "Where to listen: unix:PATH or tcp:127.0.0.1:PORT (or LANDING_TRACKER_LISTEN).",
            discussion: """
                Default: the socket that systemd, spawn-fcgi or mod_fcgid hands over, \
                else unix:/run/landing-tracker/fcgi.sock
                """, valueName: "address"))
    var listen: String?

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
        for (name, value) in [
            ("--body-limit", bodyLimit), ("--parameter-limit", parameterLimit),
            ("--receive-timeout", receiveTimeout), ("--large-waiting", largeWaiting),
            ("--large-budget", largeBudget), ("--disk-reserve", diskReserve),
        ] {
            guard let value, !Settings.countRange.contains(value) else { continue }
            throw ValidationError("\(name) must be from 1 to \(Settings.countRange.upperBound).")
        }
    }

    func settings() throws(CommandFailure) -> Settings {
        var settings = try database.settings()
        if let listen { settings.listen = listen }
        if let bodyLimit { settings.limits.bodyBytes = bodyLimit }
        if let parameterLimit { settings.limits.parameterBytes = parameterLimit }
        if let largeWaiting { settings.queueLimits.largeBytesWaiting = largeWaiting }
        if let largeBudget { settings.queueLimits.largeBytesPerMinute = largeBudget }
        if let diskReserve { settings.queueLimits.diskReserveBytes = Int64(diskReserve) }
        if allowPlainLogin { settings.allowsPlainLogin = true }
        if let receiveTimeout { settings.limits.receiveTimeoutSeconds = Double(receiveTimeout) }
        return settings
    }

    /// Whether the address was chosen on the command line, which a socket handed over does not override.
    var isListenChosen: Bool { listen != nil }
}
