import ArgumentParser

struct CampaignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign",
        abstract: "Add, list, show, edit and archive campaigns, and move clicks between them.",
        subcommands: [
            CampaignAdd.self, CampaignList.self, CampaignShow.self, CampaignEdit.self,
            CampaignArchive.self, CampaignMoveClicks.self,
        ])
}
