import Dispatch
import GRDB

extension Configuration {
    /// Of every connection of ours: GRDB's threads have the priority of any other. What it asks for otherwise (a nice value of
    /// -4) is root's, and Dispatch logs each refusal (setpriority(2)).
    static var ours: Configuration {
        var configuration = Configuration()
        configuration.qos = .default
        return configuration
    }
}
