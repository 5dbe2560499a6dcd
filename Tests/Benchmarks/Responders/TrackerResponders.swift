import Foundation
import TestSupport

/// The product as it is shipped.
struct ProductResponder: Responder {
    func prepare(_ place: ResponderPlace) throws { try place.addCampaignToNewDatabase() }
    var eventCountQuery: String? { ResponderPlace.eventCountQuery }

    func command(_ place: ResponderPlace) -> Command {
        Tracker(database: place.database).command(["serve", "--listen", "unix:\(place.socket)"])
    }
}

/// Another build of the product, to be compared with. Its database is one that it has made.
struct EarlierResponder: Responder {
    /// The path of its landing-tracker.
    let program: String

    func prepare(_ place: ResponderPlace) throws { try place.addCampaignToNewDatabase(with: program) }
    var eventCountQuery: String? { ResponderPlace.eventCountQuery }

    func command(_ place: ResponderPlace) -> Command {
        Tracker(database: place.database, program: program).command([
            "serve", "--listen", "unix:\(place.socket)",
        ])
    }
}

/// The product with a transaction for each request.
struct UnbatchedResponder: Responder {
    func prepare(_ place: ResponderPlace) throws { try place.addCampaignToNewDatabase() }
    var eventCountQuery: String? { ResponderPlace.eventCountQuery }

    func command(_ place: ResponderPlace) -> Command {
        Command(
            Repository.built("variants"),
            [
                "tracker", "--batch-limit", "1", "--listen", "unix:\(place.socket)",
                "--database", place.database,
            ])
    }
}

extension ResponderPlace {
    /// In the schema of any build.
    fileprivate static let eventCountQuery = """
        SELECT (SELECT count(*) FROM journey WHERE clicked_at IS NOT NULL) + (SELECT count(*) FROM repeated_click)
            + (SELECT count(*) FROM lead) + (SELECT count(*) FROM postback)
        """

    fileprivate func addCampaignToNewDatabase(with program: String = Repository.program) throws {
        guard !FileManager.default.fileExists(atPath: database) else { return }
        try Tracker(database: database, program: program).addSampleCampaign()
    }
}
