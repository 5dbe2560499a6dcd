import HTTP
import Storage
import Tracking

extension WebApp {
    /// Counts a tracking request that is refused, and keeps the beginning of what it brought where there is room for it: for
    /// whoever looks why an event is missing. It waits for nothing.
    func noteRefusal(
        of request: HTTPRequest, _ match: RouteTable.Match, _ error: any Error, _ status: HTTPStatus
    ) {
        guard let refusals, 400..<500 ~= status.code, match.isOfTracking(request),
            let refusal = Refusal(error)
        else {
            return
        }
        let time = now()
        guard refusals.count(refusal.reason, at: time) else { return }
        refusals.keep(RefusedRequest(request, refusal, status, at: time))
    }
}

extension RouteTable.Match {
    fileprivate static let trackingPath = "/api/v2/track"

    /// Whether it was meant to be tracking, be it at a wrong address.
    fileprivate func isOfTracking(_ request: HTTPRequest) -> Bool {
        switch self {
        case .route(let route, _): route.surface == .tracking
        case .nothing: request.path.hasPrefix(Self.trackingPath)
        }
    }
}

extension RefusedRequest {
    fileprivate init(_ request: HTTPRequest, _ refusal: Refusal, _ status: HTTPStatus, at time: Timestamp) {
        self.init(
            refusal.reason, status: status.code, at: time, method: request.method.rawValue,
            path: request.path,
            contentType: request.header("Content-Type"), query: Beginning(of: request.query),
            body: request.body.beginning, explanation: refusal.explanation(of: request),
            problems: refusal.problems)
    }
}

extension HTTPRequest.Body {
    fileprivate var beginning: RefusedRequest.Beginning {
        switch self {
        case .complete(let bytes), .unmeasured(let bytes): RefusedRequest.Beginning(of: bytes)
        case .truncated, .tooLarge: .unread
        }
    }
}
