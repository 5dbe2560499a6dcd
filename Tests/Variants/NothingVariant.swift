import ArgumentParser
import FastCGI
import HTTP
import Logging
import Tracker

/// The product's FastCGI server with nothing behind it.
struct NothingVariant: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nothing",
        abstract: "Answer every request with 201 at once; store nothing.")

    @OptionGroup var serving: Serving

    func run() throws {
        StopSignals.block()
        let body = Array(#"{"ok":true}"#.utf8)
        let response = HTTPResponse(
            .created, headers: [HTTPHeader(.contentType, "application/json")], body: body)
        try serving.serve(logger: .standardError(label: "variants")) { _, answer in answer(response) }
    }
}
