import JSON
import Probes

/// What was answered to whoever asks after a tracker's health.
enum TrackerAnswer {
    case healthy
    /// It answers, and would refuse events; the reason is told to who is on its machine.
    case ill(reason: String?)
    /// It is no tracker.
    case other(ProbeAnswer)

    /// Asks twice: whether it is a tracker, then how it is.
    init(_ get: (String) throws(ProbeFailure) -> ProbeAnswer) throws(ProbeFailure) {
        let live = try get("/api/v2/live")
        guard live.status == 200, Self.member("live", of: live)?.text == "true" else {
            self = .other(live)
            return
        }
        let health = try get("/api/v2/health")
        guard health.status == 200, Self.member("healthy", of: health)?.text == "true" else {
            self = .ill(reason: Self.member("message", of: health)?.string)
            return
        }
        self = .healthy
    }

    private static func member(_ name: String, of answer: ProbeAnswer) -> JSONText? {
        do throws(JSONError) {
            return try JSONObject(parsing: answer.body)[name]
        } catch {
            return nil
        }
    }
}
