extension WebApp {
    /// `POST /api/v2/track/click`: a visitor has reached a landing page; told by JSON.
    func trackClick(_ request: RoutedRequest) throws -> Reply {
        .recording(try TrackingRequest(request.request, bringing: .click).event)
    }

    /// `GET`, `POST /api/v2/track/lead`: a visitor has left an order; told by a query, by JSON or by a form.
    func trackLead(_ request: RoutedRequest) throws -> Reply {
        .recording(try TrackingRequest(request.request, bringing: .lead).event)
    }

    /// `GET`, `POST /api/v2/track/postback`: a network says what became of a lead; by a query, JSON or a form.
    func trackPostback(_ request: RoutedRequest) throws -> Reply {
        .recording(try TrackingRequest(request.request, bringing: .postback).event)
    }
}
