/// What `benchmarks tracking` measures.
extension Scenario {
    /// The measure of all: what a FastCGI responder could do that stores nothing.
    static let libfcgi = Scenario(
        title: "C responder, stores nothing, 8 threads", responder: NothingInC(), isKept: false)
    /// 64 clients, and kept connections between nginx and the tracker.
    static let product = product(clients: Clients().count)

    /// Clicks, by all ways to answer them.
    static let ways =
        [
            Scenario(title: "nginx alone, `return 201`"),
            libfcgi,
            Scenario(title: "our hub, stores nothing", responder: NothingInSwift()),
            product,
            product(clients: 1), product(clients: 8), product(clients: 256),
            Scenario(title: "new FastCGI connections", responder: ProductResponder(), isKept: false),
            Scenario(
                title: "HTTPS, kept clients", responder: ProductResponder(), clients: Clients(usesTLS: true)),
            Scenario(
                title: "HTTPS, new clients", responder: ProductResponder(),
                clients: Clients(usesTLS: true, reconnects: true)),
            Scenario(title: "Apache, proxy_fcgi", webServer: .apache, responder: ProductResponder()),
        ] + alternatives

    /// Clicks with a slow disk: what a shared sync is worth.
    static let slowDisk = ([product] + alternatives.filter { $0.title != phpNormal.title }).map { scenario in
        var scenario = scenario
        scenario.syncDelayMilliseconds = 2
        return scenario
    }

    /// Each kind of event, and all of them as a site sends them.
    static let kinds = [EventMix.clicks, .leads, .postbacks, .site].map { events in
        Scenario(title: events.title, responder: ProductResponder(), events: events)
    }

    /// What stores each click in a transaction of its own.
    private static let alternatives = [
        Scenario(title: "a transaction per request", responder: UnbatchedResponder()),
        Scenario(title: "php-fpm, PDO, FULL", responder: PHPResponder(synchronous: "FULL")),
        phpNormal,
    ]
    /// Not durable: what a power cut leaves of it is chance.
    private static let phpNormal = Scenario(
        title: "php-fpm, PDO, NORMAL", responder: PHPResponder(synchronous: "NORMAL"))

    private static func product(clients count: Int) -> Scenario {
        Scenario(
            title: "landing-tracker, \(count) client\(count == 1 ? "" : "s")", responder: ProductResponder(),
            clients: Clients(count: count))
    }
}

extension EventMix {
    fileprivate var title: String {
        switch self {
        case .clicks: "clicks"
        case .leads: "leads, by GET"
        case .postbacks: "postbacks, mapped to accept"
        case .site: "100 clicks : 30 leads : 15 postbacks"
        }
    }
}
