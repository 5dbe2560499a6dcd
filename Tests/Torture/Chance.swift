import ArgumentParser
import Foundation
import TestSupport

/// Where random moments and random losses come from.
struct Chance: ParsableArguments {
    @Option(help: "Repeats the choices of an earlier run; the moments that they meet differ a little.")
    var seed = UInt64.random(in: 1...999_999)

    /// Runs the work with the generator of the seed; a broken promise is reported together with it.
    func run(_ work: (inout SeededGenerator) throws -> Void) throws {
        var generator = SeededGenerator(seed: seed)
        do {
            try work(&generator)
        } catch {
            throw BrokenPromise("\(error) (--seed \(seed))")
        }
    }
}

/// What was promised and not kept.
struct BrokenPromise: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// What a long run is at, on standard error.
enum Progress {
    static func say(_ line: String) {
        FileHandle.standardError.write(Data("\(line)\n".utf8))
    }
}

extension SeededGenerator {
    /// Lets a random time pass, in seconds.
    mutating func pause(_ range: ClosedRange<Double>) {
        Thread.sleep(forTimeInterval: Double.random(in: range, using: &self))
    }
}
