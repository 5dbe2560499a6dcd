import Foundation

/// Requests by curl(1), the client of the documentation's examples.
package enum Curl {
    /// Runs curl with the arguments of an example; any certificate is accepted.
    package static func send(_ arguments: [String]) throws -> Answer {
        let always = ["--insecure", "--silent", "--show-error", "--include", "--http1.1"]
        // Gives up when nothing comes, however long it takes, and sends no large body before the server has had its say.
        let seconds = "\(Int(Patience.seconds))"
        let patience = ["--speed-limit", "1", "--speed-time", seconds, "--expect100-timeout", seconds]
        let outcome = try Command("/usr/bin/curl", always + patience + arguments).run()
        guard outcome.status == 0 else { throw Unexpected("curl: \(outcome.errors)") }
        var rest = outcome.output
        while let end = rest.range(of: "\r\n\r\n") {
            let head = String(rest[..<end.lowerBound])
            rest = String(rest[end.upperBound...])
            let answer = try Answer(head: head, body: rest)
            if answer.status >= 200 { return answer }
        }
        throw Unexpected("no answer: \(outcome.output)")
    }

    package static func get(_ url: String, headers: [String] = []) throws -> Answer {
        try send(headers.flatMap { ["--header", $0] } + [url])
    }

    /// Sends a request of a program that has logged in, if it has, with a body in JSON, if it has one.
    package static func ask(
        _ method: String, _ url: String, _ body: String? = nil, login: Login?
    ) throws -> Answer {
        var arguments = ["--request", method, url]
        if let login { arguments += ["--header", login.header] }
        if let body { arguments += ["--header", "Content-Type: application/json", "--data-raw", body] }
        return try send(arguments)
    }

    /// Sends a body by POST, byte for byte.
    package static func post(
        _ url: String, _ body: String, type: String = "application/json"
    ) throws -> Answer {
        try send(["--header", "Content-Type: \(type)", "--data-raw", body, url])
    }
}
