import HTTP

/// One request on its way to its answer.
struct Visit: Sendable {
    let request: HTTPRequest
    /// What its path leads to.
    let match: RouteTable.Match
    /// Who has logged in; nil where no login is needed.
    private(set) var identity: Identity?
    /// To be called once.
    let answer: WebApp.Answer

    init(_ request: HTTPRequest, _ match: RouteTable.Match, answer: @escaping WebApp.Answer) {
        self.request = request
        self.match = match
        self.answer = answer
    }

    /// Whether nobody waits for the answer any more, and nothing is to be changed: such a visit ends as it is. To be asked
    /// by whoever has the visit.
    var isAbandoned: Bool { !changesSomething && request.isAbandoned() }

    private var changesSomething: Bool {
        guard case .route(let route, _) = match else { return false }
        return route.action(for: request.method)?.changes ?? false
    }

    func identified(as identity: Identity) -> Visit {
        var visit = self
        visit.identity = identity
        return visit
    }
}
