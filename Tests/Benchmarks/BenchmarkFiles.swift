import Foundation
import TestSupport

/// What is compiled and made once, for all measurements of a run.
struct BenchmarkFiles {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try compile(["nothing.c"], to: nothingProgram, ["-lfcgi", "-lpthread"])
        try compile(["ledger.c", "record.c"], to: ledgerProgram, ["-lsqlite3", "-lpthread"])
        try compile(["slow-sync.c"], to: slowSyncLibrary, ["-shared", "-fPIC"])
        try makeCertificate()
    }

    /// The do-nothing responder; its argument is the path of its socket.
    var nothingProgram: String { folder.path("nothing") }
    /// Stores events as the recorder does; its arguments are told in c/record.c.
    var ledgerProgram: String { folder.path("ledger") }
    /// For LD_PRELOAD; delays each sync by SYNC_DELAY_MS.
    var slowSyncLibrary: String { folder.path("slow-sync.so") }
    var certificate: String { folder.path("certificate.pem") }
    var key: String { folder.path("key.pem") }

    /// A file beside the sources of the benchmarks.
    static func source(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name).path
    }

    private func compile(_ names: [String], to output: String, _ options: [String]) throws {
        let arguments = ["-O2", "-o", output] + names.map { Self.source("c/\($0)") } + options
        try Command("/usr/bin/cc", arguments).runSuccessfully()
    }

    /// Elliptic curve, because that is what certificates for new sites are.
    private func makeCertificate() throws {
        try Command(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate,
            ]
        ).runSuccessfully()
    }
}

extension Command {
    /// - Returns: what it has written to standard output.
    /// - Throws: when it ends with another status than 0.
    @discardableResult
    func runSuccessfully() throws -> String {
        let outcome = try run()
        guard outcome.status == 0 else { throw Unexpected("\(program): \(outcome.output)\(outcome.errors)") }
        return outcome.output
    }
}
