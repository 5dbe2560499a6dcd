import FastCGI
import Storage
import Tracker
import Web

/// What an administrator decides; a flag wins over the environment, which wins over the default.
struct Settings {
    var databasePath = "/var/lib/landing-tracker/tracker.db"
    /// nil: the socket that the process was started with, else `defaultListen`.
    var listen: String?
    var limits = Limits()
    /// What may wait to be stored, and when large events are refused.
    var queueLimits = QueueLimits()
    /// Whether a login may come over plain HTTP from another machine.
    var allowsPlainLogin = false

    var database: DatabaseLocation { DatabaseLocation(path: databasePath) }
    var databaseOwner: DatabaseOwner { DatabaseOwner(ofDatabaseAt: databasePath) }
    var loginRules: LoginRules { LoginRules(allowsPlainHTTP: allowsPlainLogin) }

    static let defaultListen = "unix:/run/landing-tracker/fcgi.sock"

    enum Variable: String, CaseIterable {
        case database = "LANDING_TRACKER_DATABASE"
        case listen = "LANDING_TRACKER_LISTEN"
        case bodyLimit = "LANDING_TRACKER_BODY_LIMIT"
        case parameterLimit = "LANDING_TRACKER_PARAMETER_LIMIT"
        case receiveTimeout = "LANDING_TRACKER_RECEIVE_TIMEOUT"
        case largeWaiting = "LANDING_TRACKER_LARGE_WAITING"
        case largeBudget = "LANDING_TRACKER_LARGE_BUDGET"
        case diskReserve = "LANDING_TRACKER_DISK_RESERVE"
        case allowPlainLogin = "LANDING_TRACKER_ALLOW_PLAIN_LOGIN"
    }

    /// - Throws: `CommandFailure` that names the variable and what it must be.
    init(environment: [String: String]) throws(CommandFailure) {
        for variable in Variable.allCases {
            guard let value = environment[variable.rawValue], !value.isEmpty else { continue }
            try set(variable, to: value)
        }
    }

    private mutating func set(_ variable: Variable, to value: String) throws(CommandFailure) {
        switch variable {
        case .database: databasePath = value
        case .listen: listen = value
        case .bodyLimit: limits.bodyBytes = try Self.count(value, of: variable)
        case .parameterLimit: limits.parameterBytes = try Self.count(value, of: variable)
        case .largeWaiting: queueLimits.largeBytesWaiting = try Self.count(value, of: variable)
        case .largeBudget: queueLimits.largeBytesPerMinute = try Self.count(value, of: variable)
        case .diskReserve: queueLimits.diskReserveBytes = Int64(try Self.count(value, of: variable))
        case .allowPlainLogin: allowsPlainLogin = try Self.flag(value, of: variable)
        case .receiveTimeout: limits.receiveTimeoutSeconds = Double(try Self.count(value, of: variable))
        }
    }

    private static func flag(_ value: String, of variable: Variable) throws(CommandFailure) -> Bool {
        switch value {
        case "1": return true
        case "0": return false
        default:
            throw CommandFailure("\(variable.rawValue) is '\(value)'; it must be 0 or 1.", .configuration)
        }
    }

    private static func count(_ value: String, of variable: Variable) throws(CommandFailure) -> Int {
        guard let count = Int(value), Settings.countRange.contains(count) else {
            throw CommandFailure(
                "\(variable.rawValue) is '\(value)'; it must be a whole number from 1 to \(countRange.upperBound).",
                .configuration)
        }
        return count
    }

    /// Bytes or seconds; libfcgi counts in 32 bits.
    static let countRange = 1...1_000_000_000
}
