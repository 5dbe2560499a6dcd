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

    func identified(as identity: Identity) -> Visit {
        var visit = self
        visit.identity = identity
        return visit
    }
}
