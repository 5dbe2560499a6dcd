import Dispatch
import HTTP
import Logging
import Storage
import Tracking

/// The web application: finds who answers a request, and answers it exactly once.
///
/// A class, since its parts would otherwise be retained one by one for each request.
package final class WebApp: Sendable {
    let store: any Store
    let recorder: Recorder
    let logger: Logger
    let now: @Sendable () -> Timestamp
    private let clerks: JobThreads?
    private let reporters: JobThreads?
    private let loginRules: LoginRules
    private let authentication: Authentication
    private let delayedAnswers: DelayedAnswers
    private let router = Router(routes.map { (path: $0.path, endpoint: $0) })

    /// Takes the answer to one request; may be called on any thread.
    package typealias Answer = @Sendable (HTTPResponse) -> Void

    /// `clerks` look at logins and serve who has one, but for reports, which are left to `reporters`; without either it
    /// is done on the thread of the caller. `now` dates what is stored;
    /// `clock` tells how long somebody who guesses has waited.
    package init(
        store: any Store, recorder: Recorder, clerks: JobThreads? = nil, reporters: JobThreads? = nil,
        loginRules: LoginRules = LoginRules(),
        logger: Logger, now: @escaping @Sendable () -> Timestamp,
        clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.store = store
        self.recorder = recorder
        self.clerks = clerks
        self.reporters = reporters
        self.loginRules = loginRules
        self.logger = logger
        self.now = now
        authentication = Authentication(store: store, logger: logger, clock: clock)
        delayedAnswers = DelayedAnswers(delaySeconds: loginRules.failureDelaySeconds)
    }

    /// Answers a request: at once; or, when it brings an event, as soon as that is on disk; or, where a login is
    /// needed, when a reporter has come to it.
    package func respond(to request: HTTPRequest, answer: @escaping Answer) {
        guard Self.needsLogin(request.path) else { return serve(request, as: nil, answer: answer) }
        let arrival = DispatchTime.now()
        run(on: clerks, answer: answer) { [self] in
            serveAfterLogin(request, since: arrival, answer: answer)
        }
    }

    private func run(on threads: JobThreads?, answer: Answer, _ job: @escaping JobThreads.Job) {
        guard let threads else { return job() }
        if !threads.run(job) { answer(response(to: RequestError.overloaded)) }
    }

    private func serveAfterLogin(
        _ request: HTTPRequest, since arrival: DispatchTime, answer: @escaping Answer
    ) {
        do {
            guard request.isPrivate || loginRules.allowsPlainHTTP else { throw RequestError.plainLogin }
            serve(request, as: try authentication.identity(for: request), answer: answer)
        } catch RequestError.wrongLogin(let seconds) {
            let response = response(to: RequestError.wrongLogin(retryAfterSeconds: seconds))
            delayedAnswers.hold(since: arrival) { answer(response) }
        } catch {
            answer(response(to: error))
        }
    }

    private func serve(_ request: HTTPRequest, as identity: Identity?, answer: @escaping Answer) {
        guard let match = router.match(request.path) else {
            return answer(response(to: RequestError.unknownPath))
        }
        let route = match.endpoint
        guard route.kind == .report else {
            return serve(request, as: identity, route: route, parameters: match.parameters, answer: answer)
        }
        run(on: reporters, answer: answer) { [self] in
            serve(request, as: identity, route: route, parameters: match.parameters, answer: answer)
        }
    }

    private func serve(
        _ request: HTTPRequest, as identity: Identity?, route: Route, parameters: PathParameters,
        answer: @escaping Answer
    ) {
        do {
            switch try reply(to: request, as: identity, route: route, parameters: parameters) {
            case .response(let response): answer(route.kind.decorated(response))
            case .recording(let event): record(event, for: route, answer: answer)
            }
        } catch {
            answer(route.kind.decorated(response(to: error)))
        }
    }

    private func reply(
        to request: HTTPRequest, as identity: Identity?, route: Route, parameters: PathParameters
    ) throws -> Reply {
        if request.method == .options { return .response(route.optionsResponse) }
        guard let handler = route.handler(for: request.method) else {
            throw RequestError.otherMethod(allowed: route.allowedMethods)
        }
        if let identity, route.changes(by: request.method) { try identity.requireChange(by: request) }
        return try handler(self)(RoutedRequest(request, parameters: parameters))
    }

    /// Hands an event to the recorder, which answers for it on its own thread.
    private func record(_ event: Event, for route: Route, answer: @escaping Answer) {
        // Made here and not later: the recorder's thread is the one that all events wait for.
        let recorded = route.kind.decorated(.recorded(event.clickID)).writtenOut()
        recorder.record(event, receivedAt: now()) { [self] result in
            switch result {
            case .success: answer(recorded)
            case .failure(let error): answer(route.kind.decorated(response(to: error)))
            }
        }
    }
}
