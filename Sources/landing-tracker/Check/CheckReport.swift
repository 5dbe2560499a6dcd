import Foundation
import JSON
import Synchronization

/// The rows of a check, as they come. It ends in time whatever hangs, and names that.
final class CheckReport: Sendable {
    private struct State {
        var findings: [Finding] = []
        /// What is being looked at.
        var current: (name: String, subject: String)?
        var isPrinted = false
    }

    private let state = Mutex(State())
    private let isDocument: Bool
    private let isQuiet: Bool

    /// Longer than all that waits for an answer or a lock.
    private static let seconds = 20.0

    init(isDocument: Bool, isQuiet: Bool) {
        self.isDocument = isDocument
        self.isQuiet = isQuiet
    }

    /// From now on it has so many seconds.
    func begin() {
        Thread { [self] in
            Thread.sleep(forTimeInterval: Self.seconds)
            giveUp()
        }.start()
    }

    /// Looks at something.
    ///
    /// - Returns: Whether nothing is wrong with it.
    @discardableResult
    func look(at name: String, _ subject: String, _ check: () throws -> VisibleText) -> Bool {
        state.withLock { $0.current = (name, subject) }
        let finding = Finding(name, subject, check: check)
        state.withLock { $0.findings.append(finding) }
        return !finding.isWrong
    }

    /// Prints what was found.
    ///
    /// - Throws: when something is wrong, 75 if all of it may pass by itself, else 78.
    func end() throws(CommandFailure) {
        let wrong = takeFindings().filter(\.isWrong)
        guard !wrong.isEmpty else { return }
        throw CommandFailure(
            .lines(wrong.map(\.remark)), wrong.allSatisfy(\.mayPass) ? .tryAgain : .configuration)
    }

    /// Prints the rows that there are; once.
    private func takeFindings() -> [Finding] {
        state.withLock { state in
            guard !state.isPrinted else { return [] }
            state.isPrinted = true
            let shown = state.findings.filter { !isQuiet || !$0.isGood }
            if isDocument {
                Output.print(json: .array(shown.map(\.document)))
            } else if !shown.isEmpty {
                Output.print(.lines(shown.map(\.line)))
            }
            return state.findings
        }
    }

    private func giveUp() {
        state.withLock { state in
            guard !state.isPrinted, let (name, subject) = state.current else { return }
            let failure = CheckFailure(
                "This has not come to its end within \(Int(Self.seconds)) s, and nothing was looked at behind it.",
                cure: "See whether the disk, or who is asked, hangs.", status: .tryAgain)
            state.findings.append(Finding(name, subject, failure))
        }
        do { try end() } catch { error.exit() }
    }
}
