import TestSupport

/// A program to which the web server hands requests.
protocol Responder: Sendable {
    /// Makes what it needs before its first start, such as a new database.
    func prepare(_ place: ResponderPlace) throws

    /// Serves on the place's socket until SIGTERM.
    func command(_ place: ResponderPlace) throws -> Command

    /// A query that counts the events on disk; nil when none are stored.
    var eventCountQuery: String? { get }
}

/// Where a responder runs.
struct ResponderPlace: Sendable {
    let files: BenchmarkFiles
    let folder: TemporaryFolder
    /// May stand outside of the folder.
    let database: String

    var socket: String { folder.path("responder.sock") }
}

/// What a responder that stores nothing need not say.
extension Responder {
    func prepare(_ place: ResponderPlace) throws {}
    var eventCountQuery: String? { nil }
}
