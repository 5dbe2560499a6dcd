import ArgumentParser
import Foundation
import FuzzTargets

/// Runs one target, with inputs that libFuzzer thinks of when it is linked with that, else with those of files.
@main
struct Fuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Look for an input that breaks a promise.",
        discussion: """
            Built by .make/fuzz the arguments are libFuzzer's: folders of inputs, and options such as \
            -max_total_time=60. Built as usual they are files, each of which is tried once.
            """)

    @Argument(
        help: ArgumentHelp(
            "One of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "target"))
    var name: String

    @Argument(parsing: .captureForPassthrough, help: "Files, or what libFuzzer takes.")
    var arguments: [String] = []

    func run() throws {
        guard let target = FuzzTarget(rawValue: name) else {
            throw ValidationError("No such target: \(name)")
        }
        #if FUZZING
            LibFuzzer.run(target, arguments)
        #else
            for file in arguments {
                try target.check([UInt8](Data(contentsOf: URL(fileURLWithPath: file))))
            }
            print("\(arguments.count) inputs keep the promises of \(target.rawValue).")
        #endif
    }
}
