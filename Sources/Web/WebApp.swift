import HTTP
import Logging
import Storage
import Tracking

/// The web application: finds who answers a request, and answers it exactly once.
package struct WebApp: Sendable {
    let store: Store
    let recorder: Recorder
    let logger: Logger
    let now: @Sendable () -> Timestamp
    private let router = Router(routes.map { (path: $0.path, endpoint: $0) })

    /// Takes the answer to one request; may be called on any thread.
    package typealias Answer = @Sendable (HTTPResponse) -> Void

    package init(
        store: Store, recorder: Recorder, logger: Logger, now: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.recorder = recorder
        self.logger = logger
        self.now = now
    }

    /// Everything that can be asked for.
    private static let routes = [
        Route("/api/v2/track/click", .tracking, [.post: trackClick]),
        Route("/api/v2/track/lead", .tracking, [.get: trackLeadFromQuery, .post: trackLeadFromBody]),
        Route(
            "/api/v2/track/postback", .tracking, [.get: trackPostbackFromQuery, .post: trackPostbackFromBody]),
        Route("/api/v2/health", .open, [.get: health]),
    ]

    /// Answers a request: at once, or, when it brings an event, as soon as that is on disk.
    package func respond(to request: HTTPRequest, answer: @escaping Answer) {
        guard let match = router.match(request.path) else {
            return answer(response(to: RequestError.unknownPath))
        }
        let route = match.endpoint
        let answer = route.kind.decorating(answer)
        do {
            switch try reply(to: request, route: route, parameters: match.parameters) {
            case .response(let response): answer(response)
            case .recording(let event): record(event, answer: answer)
            }
        } catch {
            answer(response(to: error))
        }
    }

    private func reply(to request: HTTPRequest, route: Route, parameters: PathParameters) throws -> Reply {
        if request.method == .options { return .response(route.optionsResponse) }
        guard let handler = route.handler(for: request.method) else {
            throw RequestError.otherMethod(allowed: route.allowedMethods)
        }
        return try handler(self)(RoutedRequest(request, parameters: parameters))
    }

    /// Hands an event to the recorder, which answers for it on its own thread.
    private func record(_ event: Event, answer: @escaping Answer) {
        recorder.record(event, receivedAt: now()) { result in
            switch result {
            case .success: answer(.recorded(event.clickID))
            case .failure(let error): answer(response(to: error))
            }
        }
    }
}
