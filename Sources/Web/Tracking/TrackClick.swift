import Tracking

extension WebApp {
    /// `POST /api/v2/track/click`: a visitor has reached a landing page.
    func trackClick(_ request: RoutedRequest) throws -> Reply {
        .recording(.click(try request.bodyFields(.json).read(Click.init)))
    }
}
