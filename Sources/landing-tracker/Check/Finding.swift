import Foundation
import JSON

/// One row of a check: what was looked at, and what was found.
struct Finding {
    let name: String
    /// What it is about: a path, an address, a key.
    private let subject: String
    private let text: VisibleText
    private let cure: VisibleText?
    private let mark: Mark
    /// With what a check ends that has no worse row.
    private let status: CommandFailure.Status

    private enum Mark {
        case good, warning, failure
    }

    init(_ name: String, _ subject: String, check: () throws -> VisibleText) {
        do {
            self.init(name, subject, try check(), mark: .good)
        } catch let warning as CheckWarning {
            self.init(name, subject, warning.message, cure: warning.cure, mark: .warning)
        } catch let failure as CheckFailure {
            self.init(name, subject, failure)
        } catch {
            let failure = CommandFailure(error) ?? CommandFailure("\(error)", .configuration)
            self.init(name, subject, CheckFailure(failure.message, status: failure.status))
        }
    }

    init(_ name: String, _ subject: String, _ failure: CheckFailure) {
        self.init(
            name, subject, failure.message, cure: failure.cure, mark: .failure, status: failure.status)
    }

    private init(
        _ name: String, _ subject: String, _ text: VisibleText, cure: VisibleText? = nil, mark: Mark,
        status: CommandFailure.Status = .configuration
    ) {
        self.name = name
        self.subject = subject
        self.text = text
        self.cure = cure
        self.mark = mark
        self.status = status
    }

    var isGood: Bool { mark == .good }
    var isWrong: Bool { mark == .failure }
    /// Whether it gets right without a change to a setting or to a file.
    var mayPass: Bool { status == .tryAgain }

    var remark: VisibleText { cure.map { "\(text) \($0)" } ?? text }

    /// For people.
    var line: VisibleText {
        let word: VisibleText =
            switch mark {
            case .good: "ok   "
            case .warning: "warn "
            case .failure: "wrong"
            }
        return "\(word)  \(name.padding(toLength: 10, withPad: " ", startingAt: 0))\(subject): \(remark)"
    }

    /// For programs.
    var document: JSONValue {
        let status =
            switch mark {
            case .good: "ok"
            case .warning: "warn"
            case .failure: "fail"
            }
        let whole: VisibleText = "\(subject): \(text)"
        let members: [(name: String, value: JSONValue)] = [
            ("name", .string(name)), ("status", .string(status)), ("text", .string(whole.description)),
        ]
        return .object(members + (cure.map { [("cure", .string($0.description))] } ?? []))
    }
}

/// Something that an administrator should know, although all is in order.
struct CheckWarning: Error {
    let message: VisibleText
    var cure: VisibleText?
}

/// Something that is wrong.
struct CheckFailure: Error {
    let message: VisibleText
    /// What to do.
    let cure: VisibleText?
    /// `tryAgain` for what may pass by itself.
    let status: CommandFailure.Status

    init(
        _ message: VisibleText, cure: VisibleText? = nil, status: CommandFailure.Status = .configuration
    ) {
        self.message = message
        self.cure = cure
        self.status = status
    }
}
