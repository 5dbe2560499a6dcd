import JSON
import Logging
import Synchronization
import Testing

@testable import Tracker

/// No entry of the log can be made by who is named in it.
struct VisibleLogHandlerTests {
    private static let hostile = "\u{1B}[2Ka\nb\u{9B}\u{7F}\u{202E}\u{2028}"
    private static let visible = #"\u{1B}[2Ka\u{A}b\u{9B}\u{7F}\u{202E}\u{2028}"#

    private struct HostileError: Error, CustomStringConvertible {
        let description = VisibleLogHandlerTests.hostile
    }

    private let written = Written()
    private let logger: Logger

    init() {
        logger = Logger(label: "test") { [written] label in
            VisibleLogHandler(StreamLogHandler(label: label, stream: written))
        }
    }

    @Test(
        arguments: [
            (["user": .string(hostile)], "user=\(visible)"),
            (["user": .stringConvertible(HostileError())], "user=\(visible)"),
            (["users": .array([.string(hostile)])], visible),
            (["users": .dictionary(["one": .string(hostile)])], visible),
            ([hostile: "anna"], "\(visible)=anna"),
        ] as [(Logger.Metadata, String)])
    func metadataIsMadeVisible(metadata: Logger.Metadata, shown: String) {
        logger.warning("Login failed", metadata: metadata)
        expectOneVisibleLine()
        // Within lists swift-log writes a backslash as two.
        #expect(written.text.replacing(#"\\"#, with: #"\"#).contains(shown), "\(written.text)")
    }

    @Test func messageIsMadeVisible() {
        logger.error("failed: \(Self.hostile)")
        expectOneVisibleLine()
        #expect(written.text.hasSuffix("failed: \(Self.visible)\n"))
    }

    @Test func errorIsMadeVisible() {
        logger.error("failed", error: HostileError())
        expectOneVisibleLine()
        #expect(written.text.contains(Self.visible))
    }

    @Test func metadataOfTheLoggerIsMadeVisible() {
        var logger = logger
        logger[metadataKey: "user"] = .string(Self.hostile)
        logger.info("serving")
        expectOneVisibleLine()
        #expect(written.text.contains("user=\(Self.visible)"))
    }

    @Test func levelIsKept() {
        var logger = logger
        logger.logLevel = .error
        logger.warning("passed over")
        #expect(logger.logLevel == .error)
        #expect(written.text.isEmpty)
    }

    private func expectOneVisibleLine() {
        #expect(written.text.hasSuffix("\n"))
        #expect(!written.text.dropLast().unicodeScalars.contains { $0.isObeyed }, "\(written.text)")
    }
}

/// Where the lines go.
private final class Written: TextOutputStream, Sendable {
    private let kept = Mutex("")

    var text: String { kept.withLock { $0 } }

    func write(_ text: String) {
        kept.withLock { $0 += text }
    }
}
