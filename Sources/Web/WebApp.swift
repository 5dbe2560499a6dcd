import Dispatch
import HTTP
import Logging
import Storage
import Synchronization
import Tracking

/// The web application: finds who answers a request, and answers it exactly once.
///
/// A class, since its parts would otherwise be retained one by one for each request.
package final class WebApp: Sendable {
    let store: any Store
    let recorder: Recorder
    let logger: Logger
    let now: @Sendable () -> Timestamp
    let pulse: Pulse?
    let recentLogins = RecentLogins()
    let damageLog = DamageLog()
    let refusals: RefusalQueue?
    package let alerts: AlertBoard
    let sessions: Sessions
    /// When this process began to serve.
    let startedAt: Timestamp
    let clerks: JobThreads?
    let reporters: JobThreads?
    private let loginRules: Mutex<LoginRules>
    let passwords: PasswordChecks
    let authentication: Authentication
    let delayedAnswers: DelayedAnswers
    let table = RouteTable(routes)

    /// Takes the answer to one request; may be called on any thread.
    package typealias Answer = @Sendable (HTTPResponse) -> Void

    /// `clerks` look at logins and serve who has one, but for statistics, lists of leads and whatever else strangers make
    /// long, which are left to `reporters`, and passwords that are not remembered; without any it is done on the thread of
    /// the caller. `now` dates what is stored. Without a `pulse` the database is asked for each look at its health. Whoever
    /// has the `refusals` writes them; without them none are kept.
    package init(
        store: any Store, recorder: Recorder, clerks: JobThreads? = nil, reporters: JobThreads? = nil,
        passwords: PasswordChecks, pulse: Pulse? = nil, refusals: RefusalQueue? = RefusalQueue(),
        alerts: AlertBoard = AlertBoard(), loginRules: LoginRules = LoginRules(), logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.recorder = recorder
        self.clerks = clerks
        self.reporters = reporters
        self.pulse = pulse
        self.refusals = refusals
        self.alerts = alerts
        self.loginRules = Mutex(loginRules)
        self.logger = logger
        self.now = now
        self.passwords = passwords
        sessions = Sessions(store: store, now: now)
        startedAt = now()
        authentication = Authentication(store: store, passwords: passwords, logger: logger, now: now)
        delayedAnswers = DelayedAnswers(delaySeconds: loginRules.failureDelaySeconds)
    }

    /// Goes on with another rule of who may log in over plain HTTP.
    package func change(to rules: LoginRules) {
        loginRules.withLock { $0.allowsPlainHTTP = rules.allowsPlainHTTP }
    }

    /// Answers a request: at once; or, when it brings an event, as soon as that is on disk; or, where a login is
    /// needed, when a clerk or a reporter has come to it.
    package func respond(to request: HTTPRequest, answer: @escaping Answer) {
        identify(visit(of: request, answer: answer))
    }

    private func visit(of request: HTTPRequest, answer: @escaping Answer) -> Visit {
        let (request, match) = table.match(request)
        return Visit(request, match, answer: answer)
    }

    /// First step: who asks. Where a login is needed, nothing else is looked at before.
    private func identify(_ visit: Visit) {
        let arrival = DispatchTime.now()
        switch visit.match.audience {
        case .landingPages, .anyone: assign(visit)
        case .login: hand(visit, to: clerks) { [self] in logIn($0, since: arrival) }
        case .session: hand(visit, to: clerks) { [self] in enter($0) }
        case .loginForm: hand(visit, to: clerks) { [self] in logInByForm($0, since: arrival) }
        }
    }

    func requirePrivacy(of request: HTTPRequest) throws(RequestError) {
        guard request.isPrivate || loginRules.withLock({ $0.allowsPlainHTTP }) else { throw .plainLogin }
    }

    /// Second step: whose work it is. The clerk who has looked at a login has it already.
    func assign(_ visit: Visit) {
        switch visit.match.work {
        case .atOnce: perform(visit)
        case .clerk: hand(visit, to: visit.identity == nil ? clerks : nil, perform)
        case .reporter: hand(visit, to: reporters, perform)
        }
    }

    /// Has the next step done by one of the threads, or, without any, at once.
    func hand(
        _ visit: Visit, to threads: JobThreads?, ahead isAhead: Bool = false,
        _ step: @escaping @Sendable (Visit) -> Void
    ) {
        guard let threads else { return step(visit) }
        let job = JobThreads.Job(
            for: visit.identity?.name, ahead: isAhead, isAbandoned: { visit.isAbandoned }
        ) { [self] in
            if visit.isAbandoned { fail(visit, RequestError.abandoned) } else { step(visit) }
        }
        if !threads.run(job) { fail(visit, RequestError.overloaded) }
    }

    /// The store for a request that is over when nobody waits for its answer any more.
    func store(for request: RoutedRequest) -> any Store {
        store.reading { [isAbandoned = request.request.isAbandoned] in !isAbandoned() }
    }

    /// Third step: the work itself.
    private func perform(_ visit: Visit) {
        perform(visit) { try reply(to: visit) }
    }

    /// The work, or what is left of it.
    func perform(_ visit: Visit, _ work: () throws -> Reply) {
        do {
            switch try work() {
            case .response(let response): finish(visit, response)
            case .recording(let event): record(event, for: visit)
            case .later(let work): hand(visit, to: reporters) { [self] in perform($0, work) }
            case .confirming(let confirmation): confirm(confirmation, for: visit)
            case .hashing(let hashing): hash(hashing, for: visit)
            }
        } catch {
            fail(visit, error)
        }
    }

    private func reply(to visit: Visit) throws -> Reply {
        guard case .route(let route, let parameters) = visit.match else { throw RequestError.unknownPath }
        let request = visit.request
        if request.method == .options { return .response(route.optionsResponse(to: request)) }
        guard let action = route.action(for: request.method) else {
            throw RequestError.otherMethod(allowed: route.allowedMethods)
        }
        try visit.identity?.require(action, by: request)
        return try action.handler(self)(
            RoutedRequest(request, parameters: parameters, identity: visit.identity))
    }

    /// Last step: the answer.
    func finish(_ visit: Visit, _ response: HTTPResponse) {
        visit.answer(visit.match.audience.decorated(response, for: visit.request))
    }

    func fail(_ visit: Visit, _ error: any Error) {
        let response = response(
            to: error, of: visit.request, as: visit.match.surface, for: visit.identity)
        noteRefusal(of: visit.request, visit.match, error, response.status)
        finish(visit, response)
    }

    /// Last step for an event: the recorder answers for it, on its own thread.
    private func record(_ event: Event, for visit: Visit) {
        let (request, match, answer) = (visit.request, visit.match, visit.answer)
        // Made here and not later: the recorder's thread is the one that all events wait for.
        let recorded = match.audience.decorated(.recorded(event.clickID), for: request).writtenOut()
        recorder.record(event, receivedAt: now()) { [self] result in
            switch result {
            case .success: answer(recorded)
            case .failure(let error):
                let response = response(to: error, of: request, as: match.surface)
                noteRefusal(of: request, match, error, response.status)
                answer(match.audience.decorated(response, for: request))
            }
        }
    }
}
