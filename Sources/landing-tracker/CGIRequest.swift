import FastCGI
import Logging
import Storage
import Tracker
import Web

/// One request, answered as a plain CGI program: for shared hosts that offer a cgi-bin and nothing else.
enum CGIRequest {
    static func answer(environment: [String: String]) {
        let logger = Logger.standardError()
        for name in SettingsVariable.unknown(in: environment) {
            logger.warning("\(SettingsVariable.remark(onUnknown: name))")
        }
        do {
            let settings = try Settings(environment: environment)
            try settings.databaseOwner.takeOverFromRoot()
            try settings.databaseOwner.requireAccess(mayMake: false)
            let tracker = try RunningTracker(
                settings.database.open(.existing), for: .singleRequest,
                loginRules: settings.loginRules, queueLimits: settings.queueLimits, logger: logger)
            CGIProgram.run(limits: settings.limits, handler: tracker.app.respond)
            try tracker.stop()
        } catch {
            let reason = CommandFailure(error)?.message ?? "\(error)"
            logger.error("cannot serve", metadata: ["reason": "\(reason)"])
            CGIProgram.run { _, answer in answer(.unavailable(retryAfterSeconds: 10)) }
        }
    }
}
