import ArgumentParser

/// Responders that the product does not offer, made of its parts: to measure against, and to see a test fail.
@main
struct Variants: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "variants",
        abstract: "Serve as landing-tracker does, with one thing changed.",
        subcommands: [NothingVariant.self, TrackerVariant.self])
}
