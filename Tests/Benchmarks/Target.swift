/// Where the load goes.
enum Target: String, CaseIterable {
    /// nginx answers by itself.
    case nginx
    /// The responder of `nothing.c`.
    case nothing
    /// The tracker, over connections that nginx keeps open.
    case kept
    /// The tracker, over a new connection for each request.
    case unkept

    var title: String {
        switch self {
        case .nginx: "nginx alone"
        case .nothing: "C responder that stores nothing, 8 threads"
        case .kept: "landing-tracker, kept connections"
        case .unkept: "landing-tracker, new connections"
        }
    }

    var isTracker: Bool { self == .kept || self == .unkept }
    /// The path of a click on the web server.
    var path: String { "/\(rawValue)/api/v2/track/click" }
}
