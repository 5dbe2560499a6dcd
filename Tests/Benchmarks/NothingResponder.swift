import Foundation
import TestSupport

/// The responder to compare with, compiled from `nothing.c`.
enum NothingResponder {
    private static let source = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("nothing.c").path

    static func start(in folder: TemporaryFolder, socket: String) throws -> ChildProcess {
        let program = folder.path("nothing")
        let outcome = try Command(
            "/usr/bin/cc", ["-O2", "-o", program, source, "-lfcgi", "-lpthread"]
        ).run()
        guard outcome.status == 0 else { throw Unexpected("cc: \(outcome.errors)") }
        return try ChildProcess(Command(program, [socket]), output: folder.path("nothing.log"))
    }
}
