import FastCGI
import Foundation
import Storage

/// Why a command ends without success: a sentence for the person at the terminal, and an exit code for scripts.
struct CommandFailure: Error {
    let message: VisibleText
    let status: Status

    /// Exit codes with the meaning that sysexits.h gives them.
    enum Status: Int32 {
        case usage = 64
        case fault = 70
        case tryAgain = 75
        case configuration = 78
    }

    init(_ message: VisibleText, _ status: Status) {
        self.message = message
        self.status = status
    }

    /// - Returns: nil for an error that the argument parser knows how to show.
    init?(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as StoreError: self.init("\(error)", Status(error))
        case let error as ListenError where error.isDenied:
            self.init("\(error) This is the user \(SystemUser.current).", .configuration)
        case let error as BackupError: self.init("\(error)", Status(error))
        case let error as ListenError: self.init("\(error)", .configuration)
        case let error as PollerError: self.init("\(error)", .tryAgain)
        case let error as ThreadError: self.init("\(error)", .tryAgain)
        default: return nil
        }
    }

    /// Says what happened on standard error, if that takes it, and ends the process.
    func exit() -> Never {
        Output.printError("landing-tracker: \(message)")
        Foundation.exit(status.rawValue)
    }
}

extension CommandFailure.Status {
    fileprivate init(_ error: StoreError) {
        switch error {
        case .opening: self = .configuration
        case .refused: self = .usage
        case .unavailable: self = .tryAgain
        case .fault: self = .fault
        }
    }
}

extension CommandFailure.Status {
    fileprivate init(_ error: BackupError) {
        switch error {
        case .target(.missingFolder, _), .target(.unwritable, _): self = .configuration
        case .target, .content(.unreadable, _), .content(.notAFile, _), .content(.sameAsDatabase, _):
            self = .usage
        case .content(.differences, _): self = .fault
        case .content: self = .configuration
        case .held, .noRoom, .failed, .overtaken: self = .tryAgain
        }
    }
}
