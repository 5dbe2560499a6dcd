import ArgumentParser
import Foundation
import Storage
import Tracker

/// The options that every command has.
struct DatabaseOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The SQLite database file (or LANDING_TRACKER_DATABASE).",
            discussion: "Default: /var/lib/landing-tracker/tracker.db", valueName: "path"))
    var database: String?

    @Option(
        help: ArgumentHelp(
            "One of several trackers of this machine.",
            discussion: """
                Its settings are in /etc/landing-tracker/NAME.conf, its database in \
                /var/lib/landing-tracker-NAME, its socket in /run/landing-tracker-NAME.
                """, valueName: "name"))
    var instance: String?

    @Option(
        name: .customLong("settings"),
        help: ArgumentHelp(
            "The settings file (or LANDING_TRACKER_SETTINGS).",
            discussion: "Default: /etc/landing-tracker/landing-tracker.conf", valueName: "path"))
    var settingsFile: String?

    func validate() throws {
        guard let instance, Instance(named: instance) == nil else { return }
        throw ValidationError(
            """
            --instance \(instance): a name has a letter from a to z, then letters, digits and underscores, and at most \
            \(Instance.longestName) of them.
            """)
    }

    /// The settings of the file, of the environment and of these options. Says which names in the environment mean
    /// nothing.
    func settings() throws(CommandFailure) -> Settings {
        let environment = ProcessInfo.processInfo.environment
        for name in SettingsVariable.unknown(in: environment) {
            Output.printError("landing-tracker: \(SettingsVariable.remark(onUnknown: name))")
        }
        return try settings(in: environment)
    }

    /// What these options would choose in another environment.
    func settings(in environment: [String: String]) throws(CommandFailure) -> Settings {
        try requireOneInstance(environment)
        // Another name was refused by `validate`.
        let instance = instance.flatMap(Instance.init(named:)) ?? .first
        var settings = try Settings(of: instance, file: settingsFile, environment: environment)
        if let database { try settings.set(.database, to: database, from: .flag) }
        return settings
    }

    /// By the order of settings a variable would win over what the instance means, and another customer's database
    /// would be changed.
    private func requireOneInstance(_ environment: [String: String]) throws(CommandFailure) {
        guard let instance else { return }
        for (variable, option) in [
            (Setting.database.variable, database), (SettingsVariable.file, settingsFile),
        ] {
            guard option == nil, let value = environment.nonEmpty(variable) else { continue }
            throw CommandFailure(
                "--instance \(instance) and \(variable)=\(value) may mean two trackers. Unset the variable.",
                .configuration)
        }
    }

    /// The database that these name, opened for a command that only reads.
    ///
    /// As root the process is the owner of the database's folder from then on: files elsewhere are read before.
    func open() throws -> any Store {
        try open(settings())
    }

    func open(_ settings: Settings) throws -> any Store {
        try settings.databaseOwner.takeOverFromRoot()
        try settings.databaseOwner.requireAccess(mayMake: false)
        return try settings.database.open(.existing)
    }

    /// As `open`, for a command that changes something. It says which database that is, and whether it has made it, on
    /// standard error: results go to programs.
    func openToChange(_ opening: StoreOpening = .existing) throws -> any Store {
        let settings = try settings()
        try settings.databaseOwner.takeOverFromRoot()
        try settings.databaseOwner.requireAccess(mayMake: opening == .createIfMissing)
        let isNew = try opening == .createIfMissing && settings.database.make()
        let store = try settings.database.open(.existing)
        let path = URL(fileURLWithPath: settings.databasePath).path
        Output.printError("landing-tracker: \(isNew ? "Made the database" : "The database is") \(path).")
        return store
    }
}
