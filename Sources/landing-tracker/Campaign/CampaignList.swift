import ArgumentParser
import JSON
import Storage
import Tracking
import Web

struct CampaignList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all campaigns.")

    @Flag(help: "Print the campaigns as one JSON array.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let store = try database.open()
        let listed = try store.listedCampaigns()
        guard json else { return Output.print(CampaignText.table(listed)) }
        Output.print(json: .array(listed.map { $0.campaign.json($0.summary) }))
    }
}

extension Store {
    /// All campaigns by number, read in portions.
    fileprivate func listedCampaigns() throws(StoreError) -> [ListedCampaign] {
        var listed: [ListedCampaign] = []
        var number: Int64 = 1
        while let page = Page(number: number, size: Page.sizes.upperBound) {
            let portion = try campaignPage(page, by: .id, .ascending).rows
            listed += portion
            if portion.count < Int(page.size) { break }
            number += 1
        }
        return listed
    }
}
