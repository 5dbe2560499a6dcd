import Tracking

package protocol ReportStore: Sendable {
    /// Everything that carries the click id, read in one state of the database.
    ///
    /// - Returns: nil when nothing carries it.
    func journey(_ id: ClickID) throws(StoreError) -> Journey?

    /// One page of the journeys that a query is about, as they are at this moment. Where those without a lead or a postback
    /// are among them, each one in front of the page is looked at.
    func leads(_ query: LeadsQuery) throws(StoreError) -> PageOf<LeadRow>

    /// How many journeys `leads` lists in all, where counters or packed clicks tell; nil: only a look at each of them would.
    func leadCount(_ query: LeadsQuery) throws(StoreError) -> Int64?

    /// The journeys that `leads` lists, in the same order but without pages, portion by portion: of the campaign's next
    /// `count` journeys behind a place (nil: from the beginning) those that are wanted, perhaps none of them, and no more
    /// than `rowCount`. Those without a lead or a postback come quickly only in the order in which they began.
    ///
    /// Each portion is read by itself, and no journey that was there from the first to the last one is left out, or there
    /// twice.
    func leads(
        _ query: LeadsQuery, after place: LeadPlace?, among count: Int, upTo rowCount: Int
    ) throws(StoreError) -> LeadPortion

    /// Journeys whose click ids begin so: of all of them so many.
    func journeys(
        beginningWith beginning: ClickIDBeginning, upTo count: Int
    ) throws(StoreError) -> [JourneySummary]

    /// The latest to begin of the journeys that wait for their click.
    func journeysWithoutClick(upTo count: Int) throws(StoreError) -> [JourneySummary]

    /// The latest of the journeys that have sent a number and count for no campaign.
    func unattributedJourneys(of sent: CampaignID, upTo count: Int) throws(StoreError) -> [JourneySummary]

    /// The figures of a campaign and the campaign itself, all from one state of the database; every group on each day where
    /// the query wants that.
    ///
    /// - Returns: nil when no campaign has that number.
    /// - Throws: `tooManyGroups` or `groupsTooLong`.
    func statistics(_ query: StatisticsQuery) throws(StoreError) -> Statistics?

    /// The figures of every campaign in a period but archived ones, by number, all from one state of the database.
    func overview(_ query: OverviewQuery) throws(StoreError) -> [CampaignFigures]

    /// What the figures of some of these campaigns have as their trends.
    func trends(
        _ query: OverviewQuery, of campaigns: [CampaignID]
    ) throws(StoreError) -> [CampaignID: [CampaignFigures.Day]]

    /// Replaces what was spent on the days given, in one transaction. The campaign's first expenses decide its
    /// distribution parameter; it has none again when no expenses are left. Of a day that stands twice the last one
    /// counts, as does the last of equal values. Without a parameter nothing is decided: for amounts that are not
    /// distributed, which have the value of clicks without any parameter.
    ///
    /// Nothing where one of the days, or the campaign's currency, is stored otherwise than it is `known`, so that nobody
    /// replaces what another has changed meanwhile. nil: whatever is stored.
    ///
    /// - Returns: Whether it is done.
    /// - Throws: `noSuchCampaign`; `otherDistributionParameter` when it is another one than before; `noClicksParameter`
    ///   when it would be decided, and the campaign has clicks of which none has it; `tooManyReplacedExpenses` when the days hold more than `DayExpenses.maximumReplacedCount` amounts.
    func setExpenses(
        _ days: [DayExpenses], by parameter: String?, for campaign: CampaignID,
        replacing known: KnownExpenses?
    ) throws(StoreError) -> Bool

    /// One page of the days with expenses. Where the period has none, a page of its days in UTC that have clicks, or today
    /// alone, with empty distributions: a form is filled from them. The total counts days with expenses only.
    func expenses(_ query: ExpensesQuery) throws(StoreError) -> PageOf<DayExpenses>

    /// The parameters seen in the campaign's clicks, by the bytes of their names: the 500 most frequent.
    func distributionParameters(of campaign: CampaignID) throws(StoreError) -> [String]

    /// The values of a parameter in the campaign's clicks, as reports show them, by their bytes: the 500 most frequent
    /// of the 10,000 latest.
    func distributionParameterValues(
        of campaign: CampaignID, parameter: String
    ) throws(StoreError) -> [String]

    /// One page of the campaign numbers whose clicks count for no campaign: of the first
    /// `UnattributedClicks.maximumNumberCount` to come.
    func unattributedClicks(_ page: Page, _ order: ListOrder) throws(StoreError) -> PageOf<UnattributedClicks>

    /// How many clicks sent other numbers than those in the list, and count for no campaign.
    func unlistedClicks() throws(StoreError) -> Int64

    /// Leads and postbacks whose click has not come: those of at most so many journeys, the latest to begin; nil: of all,
    /// which takes as long as strangers want it to.
    func eventsWithoutClick(upTo count: Int64?) throws(StoreError) -> EventsWithoutClick
}

extension ReportStore {
    /// The same whatever is stored.
    package func setExpenses(
        _ days: [DayExpenses], by parameter: String?, for campaign: CampaignID
    ) throws(StoreError) {
        _ = try setExpenses(days, by: parameter, for: campaign, replacing: nil)
    }

    /// The same with any number of rows.
    package func leads(
        _ query: LeadsQuery, after place: LeadPlace?, among count: Int
    ) throws(StoreError) -> LeadPortion {
        try leads(query, after: place, among: count, upTo: .max)
    }
}
