import Tracking

extension WebApp {
    /// `GET /api/v2/track/postback`: a network says what became of a lead, by a query.
    func trackPostbackFromQuery(_ request: RoutedRequest) throws -> Reply {
        .recording(.postback(try request.queryFields.read(Postback.init)))
    }

    /// `POST /api/v2/track/postback`: the same, by JSON or by a form.
    func trackPostbackFromBody(_ request: RoutedRequest) throws -> Reply {
        .recording(.postback(try request.bodyFields(.jsonOrForm).read(Postback.init)))
    }
}
