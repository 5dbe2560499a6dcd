import Foundation
import TestSupport
import TestTraits
import Testing

/// The same contract behind every web server.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct ContractTests {
    @Test(arguments: WebServer.Kind.beforeService)
    func everyExchangeIsAnsweredTheSame(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        for exchange in Exchange.accepted + Exchange.refused { try check(exchange, site) }
        try expectOnlyTheAccepted(site)
    }

    /// Each request is a process, or occupies one: the short form will do.
    @Test(arguments: [WebServer.Kind.apacheFastCGI, .apacheCGI])
    func shortFormHoldsWhereTheWebServerStartsTheProgram(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        for exchange in Exchange.accepted + Exchange.refused.prefix(4) { try check(exchange, site) }
        try expectOnlyTheAccepted(site)
    }

    @Test(arguments: Listener.allCases)
    func shortFormHoldsHoweverTheSocketIsOpened(_ listener: Listener) throws {
        let site = try Site(listener: listener)
        for exchange in Exchange.accepted + Exchange.refused.prefix(4) { try check(exchange, site) }
        try expectOnlyTheAccepted(site)
    }

    @Test(arguments: WebServer.Kind.beforeService)
    func contractHoldsUnderAPrefix(_ kind: WebServer.Kind) throws {
        let site = try Site(kind, prefix: "/tracker")
        for exchange in Exchange.accepted + Exchange.refused { try check(exchange, site) }
        // The web server's own refusal: nothing of the tracker is there.
        #expect([403, 404].contains(try site.client().get("/api/v2/track/lead").status))
        try expectOnlyTheAccepted(site)
    }

    private func check(_ exchange: Exchange, _ site: Site) throws {
        let answer = try site.client().send(
            exchange.method, "\(site.web.prefix)/api/v2/track/\(exchange.path)", headers: exchange.headers,
            body: exchange.body.map { Array($0.utf8) })
        #expect(answer.status == exchange.status, "\(exchange): \(answer.body)")
        if answer.status != 204, exchange.method != "HEAD" {
            #expect(answer[header: "content-length"] == "\(answer.body.utf8.count)", "\(exchange)")
        }
        if let body = exchange.answer { #expect(answer.body == body, "\(exchange)") }
        for (name, value) in exchange.answerHeaders {
            #expect(
                answer[header: name]?.contains(value) == true, "\(exchange): \(name) in \(answer.headers)")
        }
    }

    /// Two clicks (one of them a repeat), three leads, two postbacks, and nothing of what was refused.
    private func expectOnlyTheAccepted(_ site: Site) throws {
        let journey = try site.tracker.journey("0d9a3c5e-58d3-4a7e-9c11-3f0a5d5b7e01")
        #expect(journey.repeats.count == 1)
        #expect(journey.leads.count == 3)
        #expect(journey.postbacks.map(\.status) == ["accept", "accept"])
        #expect(try site.tracker.eventRows().count == 7)
    }
}
