import Foundation
import HTML
import HTTP
import JSON
import Tracking

/// The page of a campaign, made of what its form says.
struct CampaignView {
    let form: CampaignForm
    /// nil: it is not there yet.
    let campaign: Campaign?
    let problems: FormProblems
    /// The mapper that the form says; nil: none, or not while something is wrong with it.
    let draft: StatusMapper?
    let isDraftWrong: Bool
    /// What has come in the form's parameter; nil: it has not been looked for.
    let seen: SeenWords?
    /// What the snippets are for.
    let address: PublicAddress
    /// Whether no click has come for it.
    let isWaiting: Bool
    /// Whether to show what would change.
    var showsChanges = false
    /// Whether to show each word that has come.
    var showsAllWords = false
    /// Whether something stands in the form that is not saved.
    let isUnsaved: Bool
    /// Whether somebody may change it.
    let mayChange: Bool

    var page: CampaignPage {
        let settings = campaign?.settings
        var page = CampaignPage(
            heading: campaign.map { "\($0.id) \($0.settings.name)" } ?? "New campaign",
            path: campaign.map { "campaigns/\($0.id)/edit\(wordsQuery)" } ?? "campaigns/new")
        page.number = campaign.map { "\($0.id)" }
        page.isArchived = settings?.isArchived ?? false
        page.problem = problems["version"]
        page.version = form.version
        page.isUnsaved = isUnsaved
        fillSettings(of: &page)
        fillMapper(of: &page)
        page.words = words
        page.savedMapper = settings?.statusMapper.map { FieldValue($0.visibleJSON) }
        if let draft, draft != settings?.statusMapper, campaign != nil {
            page.draftMapper = FieldValue(draft.visibleJSON)
        }
        page.snippets = campaign.map { snippets(of: $0) }
        page.isWaiting = isWaiting
        return page
    }

    private func fillSettings(of page: inout CampaignPage) {
        page.newNumber = FieldState(form.number, problem: problems["number"])
        page.name = FieldState(form.name, problem: problems["name"])
        page.nameText = form.name
        page.costModels = CostModel.allCases.map { model in
            FieldChoice(model.rawValue, title: model.title, isChosen: model.rawValue == form.costModel)
        }
        page.costModelProblem = problems["costModel"]
        page.costValue = FieldState(form.costValue, problem: problems["costValue"])
        page.currency = FieldState(form.currency, problem: problems["currency"])
    }

    private func fillMapper(of page: inout CampaignPage) {
        let mapper = form.mapper
        page.parameter = FieldState(mapper.parameter.text, problem: problems["parameter"])
        page.parameterSpelling = mapper.parameter.spelling
        page.mapperProblem = problems.others(than: fieldNames)
        page.hasRows = !(draft?.entries ?? []).isEmpty
        page.rows =
            mayChange
            ? MapperRows.fields(rows, meanings: LeadStatus.allCases.map(\.rawValue))
            : MapperRows.texts(zip(rows, mapper.rows).filter { !$1.isRemoved }.map { $0.0 })
        page.tried = FieldValue(form.tried)
        page.triedAnswer = answer
        page.changes = changes
    }

    private var fieldNames: [String] {
        ["number", "name", "costModel", "costValue", "currency", "parameter", "version"]
            + form.mapper.rows.indices.flatMap { ["word.\($0)", "meaning.\($0)"] }
    }

    private var rows: [MapperRows.Row] {
        let found = reading?.row.flatMap { form.mapper.place(ofEntry: $0) }
        return form.mapper.rows.enumerated().map { place, row in
            MapperRows.Row(
                word: row.word.text, spelling: row.word.spelling, meaning: row.meaning,
                wordProblem: problems["word.\(place)"], meaningProblem: problems["meaning.\(place)"],
                isFound: place == found)
        }
    }

    private var reading: StatusMapper.Reading? {
        form.tried.isEmpty ? nil : draft?.reading(ofWord: Array(form.tried.utf8)[...])
    }

    private var answer: String? {
        guard !form.tried.isEmpty else { return nil }
        guard let reading else {
            return isDraftWrong
                ? "“\(form.tried)” is tried when the rows are as they should be."
                : "“\(form.tried)” becomes trash: there is no mapper."
        }
        guard let entry = reading.entry, let row = reading.row, let match = reading.match else {
            return "“\(form.tried)” becomes trash: no row has it."
        }
        let place = (form.mapper.place(ofEntry: row) ?? 0) + 1
        return
            "“\(form.tried)” becomes \(reading.status.rawValue): row \(place), “\(entry.word)”, \(match.text)."
    }

    private func snippets(of campaign: Campaign) -> CampaignSnippets {
        let parameter = campaign.settings.statusMapper?.parameter ?? "status"
        let pair = QueryString.text([(name: parameter, value: "")])
        return CampaignSnippets(
            CampaignSnippets.Values(
                address: address.text, campaign: "\(campaign.id)", clickID: UUID().uuidString.lowercased(),
                parameter: String(pair.dropLast())))
    }
}

extension StatusMapper {
    /// On one line, with nothing in it that a page obeys.
    fileprivate var visibleJSON: String { String(decoding: Array(json.utf8).visibleJSON, as: UTF8.self) }
}

extension StatusMapper.Reading.Match {
    fileprivate var text: String {
        switch self {
        case .exactly: "matched exactly"
        case .folded: "matched without white space around it and without letter case"
        }
    }
}

extension CostModel {
    fileprivate var title: String {
        switch self {
        case .cpc: "cpc: for a click"
        case .cpm: "cpm: for a thousand views"
        case .cpl: "cpl: for a lead"
        case .cpa: "cpa: for an action"
        case .cpi: "cpi: for an installation"
        }
    }
}
