import ArgumentParser
import Foundation
import JSON
import Tracking

/// The settings of a campaign as options; each is read by the same rules as the API's field of that name.
struct CampaignOptions: ParsableArguments {
    @Option(help: "What people call it: 1 to 255 characters.")
    var name: String?

    @Option(help: ArgumentHelp("cpc, cpm, cpl, cpa or cpi.", valueName: "model"))
    var costModel: String?

    @Option(
        name: [.customLong("cost-value"), .customLong("cost")],
        help: ArgumentHelp(
            "What an accepted or expected conversion is worth, 10.50 for example.", valueName: "amount"))
    var costValue: String?

    @Option(help: ArgumentHelp("An ISO 4217 code, usd for example.", valueName: "code"))
    var currency: String?

    @Option(
        help: ArgumentHelp(
            "The parameter of a postback that holds the network's word.", valueName: "parameter"))
    var statusParameter: String?

    @Option(
        help: ArgumentHelp(
            "What a word means: accept, expect, reject or trash. Give it once for each word.",
            valueName: "word=status"))
    var map: [String] = []

    @Option(
        help: ArgumentHelp(
            #"A file with the whole mapper: {"parameter":"status","mapping":{"approved":"accept"}}."#,
            valueName: "file"))
    var statusMapper: String?

    func validate() throws {
        guard statusMapper != nil else {
            guard map.isEmpty || statusParameter != nil else {
                throw ValidationError("--map needs --status-parameter: where is the network's word?")
            }
            return
        }
        guard statusParameter == nil, map.isEmpty else {
            throw ValidationError("Give either --status-mapper or --status-parameter with --map.")
        }
    }
}

extension CampaignOptions {
    func nameValue() throws -> String? {
        try read(name, "--name") { value throws(FieldProblem) in try Campaign.Settings.name(value) }
    }

    func costModelValue() throws -> CostModel? {
        try read(costModel, "--cost-model") { value throws(FieldProblem) in try CostModel(value) }
    }

    func amountValue() throws -> Money? {
        try read(costValue, "--cost-value") { value throws(FieldProblem) in try Money(value) }
    }

    func currencyValue() throws -> Currency? {
        try read(currency, "--currency") { value throws(FieldProblem) in try Currency(value) }
    }

    /// - Returns: nil when no option speaks of a mapper.
    func statusMapperValue() throws -> StatusMapper? {
        do {
            if let statusMapper { return try StatusMapper(json: try contents(of: statusMapper)) }
            guard let statusParameter else { return nil }
            return try StatusMapper(parameter: statusParameter, mapping: try map.map(Self.entry))
        } catch let error as FieldErrors {
            let lines = error.fields.map { field -> VisibleText in
                "\(field.name): \(field.messages.joined(separator: " "))"
            }
            throw CommandFailure(.lines(lines), .usage)
        }
    }

    private func contents(of path: String) throws(CommandFailure) -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw CommandFailure("The mapper file \(path) cannot be read as UTF-8 text: \(error).", .usage)
        }
    }

    private func read<Value>(
        _ text: String?, _ option: String, as make: (JSONText) throws(FieldProblem) -> Value
    ) throws(CommandFailure) -> Value? {
        guard let text else { return nil }
        do {
            return try make(JSONText(string: text))
        } catch {
            throw CommandFailure("\(option) \(text): \(error.message)", .usage)
        }
    }

    /// Splits at the last `=`, since a network's word may hold one and a status cannot.
    private static func entry(_ text: String) throws(CommandFailure) -> (word: String, status: LeadStatus) {
        guard let equals = text.lastIndex(of: "="),
            let status = LeadStatus(rawValue: String(text[text.index(after: equals)...]))
        else {
            throw CommandFailure(
                "--map \(text): write word=status, where status is accept, expect, reject or trash.", .usage)
        }
        return (String(text[..<equals]), status)
    }
}
