import Storage
import Tracking

/// The names of parameters that the report of all campaigns offers, to group by and to choose by.
struct OfferedParameters {
    let store: any Store

    /// To find the names of one takes up to a few milliseconds.
    private static let askedCampaignCount = 8
    /// Strangers choose the names.
    private static let maximumNameCount = 200

    /// Those of the first ones of these campaigns: the most frequent name of each, then the second ones, and so on.
    ///
    /// - Throws: `StoreError`.
    func names(of campaigns: [CampaignID]) throws -> [String] {
        let lists = try campaigns.prefix(Self.askedCampaignCount).map { campaign in
            Array(try names(of: campaign).prefix(Self.maximumNameCount))
        }
        return lists.interleaved(upTo: Self.maximumNameCount)
    }

    /// Asked with a day on which nothing came, so that no click is counted for it.
    private func names(of campaign: CampaignID) throws -> [String] {
        let query = StatisticsQuery(campaign: campaign, period: ReportPeriod(first: .first, last: .first))
        return try store.statistics(query)?.parameters ?? []
    }
}

extension [[String]] {
    /// The first names of all lists, then the second ones, and so on, each once by its bytes; at most so many.
    fileprivate func interleaved(upTo limit: Int) -> [String] {
        var known: Set<[UInt8]> = []
        var names: [String] = []
        for place in 0..<(map(\.count).max() ?? 0) {
            for list in self where place < list.count {
                guard names.count < limit else { return names }
                if known.insert([UInt8](list[place].utf8)).inserted { names.append(list[place]) }
            }
        }
        return names
    }
}

extension CampaignStore {
    /// The numbers of those that the lists of the pages have: all but archived ones.
    func listedCampaigns() throws -> [CampaignID] {
        try campaigns().filter { !$0.settings.isArchived }.map(\.id)
    }
}
