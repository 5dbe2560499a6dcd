import HTML
import Markup
import Tracking

/// The latest requests that were refused, as a table: why, but not what was sent.
struct RefusalTable {
    let clock: WallClock
    let base: String

    func markup(of refusals: [KeptRefusal]) -> Markup {
        Table(
            caption: "The latest refused requests",
            columns: ["Time", "Request", "Answer", "Why"].map { Table.Column($0) },
            rows: refusals.map(row)
        ).markup
    }

    private func row(of refusal: KeptRefusal) -> [Table.Cell] {
        let request = refusal.request
        return [
            .markup(clock.markup(request.refusedAt)),
            .text("\(request.method) \(request.path.shortened)"), .text(String(request.status)),
            .markup(
                Markup { page in
                    page.text(request.explanation.cut(afterBytes: 300) + " ")
                    page.element("a", ["href": "\(base)/live/refused/\(refusal.id)"], text: "What was sent")
                }),
        ]
    }
}

extension RefusalPage {
    init(_ request: RefusedRequest, clock: WallClock) {
        let answered = request.problems.split(whereSeparator: \.isNewline).joined(separator: " · ")
        self.init(
            explanation: request.explanation,
            facts: [
                Fact("When", "\(clock.text(request.refusedAt)) UTC"),
                Fact("Request", "\(request.method) \(request.path)"),
                Fact("Content-Type", request.contentType ?? "none"), Fact("Answer", String(request.status)),
            ] + (answered.isEmpty ? [] : [Fact("Answered", answered)]),
            parts: [Part("query", request.query), Part("body", request.body)])
    }
}

extension RefusalPage.Part {
    fileprivate init(_ name: String, _ beginning: RefusedRequest.Beginning) {
        self.init("The \(name): \(beginning.shownLength)", String(decoding: beginning.bytes, as: UTF8.self))
    }
}

extension RefusedRequest.Beginning {
    fileprivate var shownLength: String {
        guard let length else { return "it was not read" }
        if length == 0 { return "empty" }
        return isWhole
            ? "\(length) bytes" : "the first \(bytes.count) of \(length) bytes, the rest is cut off"
    }
}
