import Foundation
import Testing

/// The fuzzer, which comes from PyPI and not from Debian.
enum Schemathesis {
    /// Where `make test` puts it, by the environment variable that `.make/test` sets.
    static let program = ProcessInfo.processInfo.environment["SCHEMATHESIS"] ?? "schemathesis"
}

extension Trait where Self == ConditionTrait {
    /// Runs only where `make test` has installed it.
    static var needsSchemathesis: Self {
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: Schemathesis.program),
            "SCHEMATHESIS does not name the installed program; make test sets it")
    }
}
