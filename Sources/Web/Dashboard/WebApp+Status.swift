import HTML
import HTTP
import Markup
import Storage
import Tracking

/// How the service and its database fare.
extension WebApp {
    /// `GET /dashboard/status`.
    func showStatus(_ request: RoutedRequest) throws -> Reply {
        let sections = [
            StatusPage.Section("Events", recordingFacts), StatusPage.Section("Database", try databaseFacts()),
            StatusPage.Section("Service", serviceFacts),
        ]
        let page = StatusPage(problem: healthProblem()?.description, sections: sections)
        return .response(HTTPResponse(.ok, page, in: request.layout("Status", .status)))
    }

    private var recordingFacts: [StatusPage.Fact] {
        // A process for one request has stored nothing before.
        guard isServer else { return [StatusPage.Fact("Recording", "each request has a process of its own")] }
        let perMinute = pulse?.eventsPerMinute.map { String($0).readableNumber }
        return [
            StatusPage.Fact("Stored in the last minute", perMinute ?? "not known yet"),
            StatusPage.Fact("Stored since the start", String(recorder.storedCount).readableNumber),
            StatusPage.Fact("Waiting to be stored", String(recorder.waitingCount).readableNumber),
        ]
    }

    private func databaseFacts() throws -> [StatusPage.Fact] {
        let (used, free) = (store.usedBytes(), store.freeBytes())
        return [
            StatusPage.Fact("File", store.name),
            StatusPage.Fact("Size, with its log", used.map(\.shownBytes) ?? "not known"),
            StatusPage.Fact(
                "Free on its disk", free.map(\.shownBytes) ?? "not known",
                advice: free.flatMap { advice(onFree: $0, used: used ?? 0) }),
            try backupFact(),
        ]
    }

    private func advice(onFree free: Int64, used: Int64) -> String? {
        if free < store.logBytes {
            return "Its log may take \(store.logBytes.shownBytes): make room, or events are refused."
        }
        return free < store.logBytes + used ? "A backup on the same disk would not fit." : nil
    }

    private func backupFact() throws -> StatusPage.Fact {
        let name = "Last backup"
        guard let backup = try store.lastBackup() else {
            return StatusPage.Fact(
                name, "none is known", advice: "Make one each day with landing-tracker db backup.")
        }
        let isOverdue = BackupRecord.isOverdue(since: backup.madeAt, at: now())
        return StatusPage.Fact(
            name, backedUp(backup),
            advice: isOverdue ? "Make one each day with landing-tracker db backup." : nil)
    }

    private func backedUp(_ backup: BackupRecord) -> Markup {
        let time = ago(backup.madeAt)
        return Markup { page in
            page.markup(time)
            page.text(": \(backup.file)")
        }
    }

    private var serviceFacts: [StatusPage.Fact] {
        let version = StatusPage.Fact("Version", Version.current)
        guard isServer else { return [version] }
        return [version, StatusPage.Fact("Started", ago(startedAt))]
    }

    /// When it was, in UTC, and how long ago.
    private func ago(_ time: Timestamp) -> Markup {
        let now = now()
        return Markup { page in
            page.markup(WallClock(zone: .utc, now: now).markup(time))
            page.text(" UTC, \(max(now, time).text(since: time)) ago")
        }
    }

    private var isServer: Bool { clerks != nil }
}

extension Int64 {
    /// `412 MiB`.
    fileprivate var shownBytes: String {
        let (mebibyte, gibibyte) = (Int64(1024 * 1024), Int64(1024 * 1024 * 1024))
        guard self >= 10 * gibibyte else {
            return self >= mebibyte
                ? "\(String(self / mebibyte).readableNumber) MiB" : "\(self / 1024) KiB"
        }
        return "\(String(self / gibibyte).readableNumber) GiB"
    }
}
