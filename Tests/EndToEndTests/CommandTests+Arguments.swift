import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// An agent of a hosting provider may be loaded into each program, and set variables for those that it starts.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/gcc"), "not installed: gcc"))
    func libraryThatSetsAVariableTakesNoArguments() throws {
        let source = """
            #include <stdlib.h>
            __attribute__((constructor)) static void begin(void) {
                char name[] = "AGENT_A";
                for (; name[6] <= 'Z'; name[6]++) setenv(name, "1", 1);
            }
            """
        try source.write(toFile: folder.path("agent.c"), atomically: true, encoding: .utf8)
        let library = folder.path("agent.so")
        let compiling = Command("/usr/bin/gcc", ["-shared", "-fPIC", "-o", library, folder.path("agent.c")])
        #expect(try compiling.run().status == 0)

        var command = tracker.command(["campaign", "list"])
        command.environment["LD_PRELOAD"] = library
        try tracker.addSampleCampaign()
        let outcome = try command.run()
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("LatAm Ring Campaign"), "\(outcome.output)\(outcome.errors)")
    }

    @Test func noArgumentsAreWrongUse() throws {
        let outcome = try Command(Repository.program, []).run()
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("USAGE: landing-tracker <subcommand>"))
    }

    @Test func versionIsPrinted() throws {
        let outcome = try Command(Repository.program, ["--version"]).run()
        #expect(outcome.status == 0)
        #expect(outcome.output == "0.3.0\n")
    }
}
