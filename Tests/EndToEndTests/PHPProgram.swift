import Foundation

/// PHP's command line: Debian's, or another version's that the examples are to be tried with.
enum PHPProgram {
    static let path = ProcessInfo.processInfo.environment["PHP_PROGRAM"] ?? "/usr/bin/php"
}
