/// One row of a table: what is measured, and how.
struct Scenario: Sendable {
    var title: String
    var webServer = WebServerSettings.Kind.nginx
    /// nil: the web server answers by itself.
    var responder: (any Responder)?
    /// Whether the web server keeps its connections to the responder.
    var isKept = true
    var clients = Clients()
    var events = EventMix.clicks
    var clickIDs = UUIDVersion.random
    /// A database that is there and goes on growing; nil: each measurement has a new one.
    var database: String?
    /// What each sync of the disk takes longer.
    var syncDelayMilliseconds = 0

    /// Whether failed requests are the product's failure rather than a figure of what it is compared with.
    var isOfProduct: Bool { responder is ProductResponder }
}
