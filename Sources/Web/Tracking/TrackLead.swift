import Tracking

extension WebApp {
    /// `GET /api/v2/track/lead`: a visitor has left an order, told by a query.
    func trackLeadFromQuery(_ request: RoutedRequest) throws -> Reply {
        .recording(.lead(try request.queryFields.read(Lead.init)))
    }

    /// `POST /api/v2/track/lead`: the same, told by JSON or by a form.
    func trackLeadFromBody(_ request: RoutedRequest) throws -> Reply {
        .recording(.lead(try request.bodyFields(.jsonOrForm).read(Lead.init)))
    }
}
