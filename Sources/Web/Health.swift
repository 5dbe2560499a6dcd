import HTTP
import JSON
import Storage

extension WebApp {
    static let healthPath = "/api/v2/health"
    static let livePath = "/api/v2/live"

    /// `GET /api/v2/health`: whether an event would be stored; waits for nothing where a pulse is felt, and is a trivial
    /// read where a process has but one request.
    ///
    /// A login is not needed, and not looked at but for whether it was right before: then the version is told, too, and
    /// what is wrong, as it is to whoever is on this machine.
    func health(_ request: RoutedRequest) throws -> Reply {
        let isKnown = recentLogins.contains(request.request)
        if let problem = healthProblem() {
            let isTold = isKnown || request.request.isLocal
            throw RequestError.unhealthy(reason: isTold ? problem.description : nil)
        }
        guard isKnown else { return .response(HTTPResponse(.ok, json: ["healthy": true])) }
        return .response(HTTPResponse(.ok, json: ["healthy": true, "version": .string(Version.current)]))
    }

    /// Why an event would be refused now, or kept waiting; nil: it would be stored.
    func healthProblem() -> HealthProblem? {
        guard let pulse else { return readingProblem() }
        do throws(HealthProblem) {
            try pulse.check()
            return nil
        } catch {
            return error
        }
    }

    private func readingProblem() -> HealthProblem? {
        do throws(StoreError) {
            try store.ping()
            return nil
        } catch {
            return .store(error)
        }
    }

    /// `GET /api/v2/live`: that the process answers, and nothing else.
    func live(_ request: RoutedRequest) -> Reply { .response(.alive) }
}

extension HTTPResponse {
    static var alive: HTTPResponse { HTTPResponse(.ok, json: ["live": true]) }
}
