import Digests
import JSON
import Tracking

/// What stands in the form of a campaign, right or wrong.
struct CampaignForm {
    /// Of a new campaign; empty: the next one.
    let number: String
    let name: String
    let costModel: String
    let costValue: String
    let currency: String
    var mapper: MapperForm
    /// To be tried, not to be kept.
    let tried: String
    /// Of the campaign when the form was made; empty for a new one.
    var version: String

    /// Of a campaign that is not there yet.
    static let new = CampaignForm(
        number: "", name: "", costModel: CostModel.cpa.rawValue, costValue: "", currency: "usd",
        mapper: MapperForm(nil), tried: "", version: "")

    init(_ campaign: Campaign, tried: String = "") {
        let settings = campaign.settings
        self.init(
            number: "", name: settings.name, costModel: settings.costModel.rawValue,
            costValue: "\(settings.cost.amount)", currency: settings.cost.currency.code,
            mapper: MapperForm(settings.statusMapper), tried: tried, version: settings.version)
    }

    init(_ form: FormFields) {
        self.init(
            number: form.text("number"), name: form.text("name"), costModel: form.text("costModel"),
            costValue: form.text("costValue"), currency: form.text("currency"), mapper: MapperForm(form),
            tried: form.text("try"), version: form.text("version"))
    }

    private init(
        number: String, name: String, costModel: String, costValue: String, currency: String,
        mapper: MapperForm, tried: String, version: String
    ) {
        self.number = number
        self.name = name
        self.costModel = costModel
        self.costValue = costValue
        self.currency = currency
        self.mapper = mapper
        self.tried = tried
        self.version = version
    }

    /// The settings of a new campaign, read as the API reads them; nil with their problems added.
    func settings(problems: inout FormProblems) throws -> Campaign.Settings? {
        let mapper = mapper.mapper(replacing: nil, problems: &problems)
        let noMapper = (
            name: JSONText(string: "statusMapper"), value: try JSONText(parsing: Array("null".utf8))
        )
        do throws(RequestError) {
            var settings = try Campaign.Settings(
                JSONObject(members + [JSONObject.Member(name: noMapper.name, value: noMapper.value)]))
            settings.statusMapper = mapper
            return problems.isEmpty ? settings : nil
        } catch .invalidFields(let errors, _) {
            problems.add(errors)
            return nil
        }
    }

    /// What is to become different of a campaign, read as the API reads it; nil with its problems added.
    func change(of campaign: Campaign, problems: inout FormProblems) throws -> Campaign.Change? {
        let mapper = mapper.mapper(replacing: campaign.settings.statusMapper, problems: &problems)
        do throws(RequestError) {
            var change = try Campaign.Change(JSONObject(members))
            change.statusMapper = .some(mapper)
            return problems.isEmpty ? change : nil
        } catch .invalidFields(let errors, _) {
            problems.add(errors)
            return nil
        }
    }

    /// Names what somebody else has stored meanwhile, beside each field that says something else.
    func tellWhatIsStored(of campaign: Campaign, problems: inout FormProblems) {
        let stored = CampaignForm(campaign)
        let fields = [
            ("name", name, stored.name), ("costModel", costModel, stored.costModel),
            ("costValue", costValue, stored.costValue), ("currency", currency, stored.currency),
        ]
        for (field, text, storedText) in fields where text != storedText {
            problems.add("Stored by now: \(storedText).", in: field)
        }
        var mapperProblems = FormProblems()
        let storedMapper = campaign.settings.statusMapper
        if mapper.mapper(replacing: storedMapper, problems: &mapperProblems) != storedMapper {
            problems.add("Stored by now is another mapper: see below, as JSON.", in: "statusMapper")
        }
    }

    /// The number of a new campaign; nil: the next one, or with its problem added.
    func campaignID(problems: inout FormProblems) -> CampaignID? {
        guard number.contains(where: { !$0.isWhitespace }) else { return nil }
        do throws(FieldProblem) {
            return try FieldReading.campaignID(number)
        } catch {
            problems.add(error, in: "number")
            return nil
        }
    }

    private var members: [JSONObject.Member] {
        let fields = [
            ("name", name), ("costModel", costModel), ("costValue", costValue), ("currency", currency),
        ]
        return fields.map { name, value in
            JSONObject.Member(name: JSONText(string: name), value: JSONText(string: value))
        }
    }
}

extension Campaign.Settings {
    /// A text that is another one when anything of it is different.
    var version: String {
        let texts = [
            name, costModel.rawValue, "\(cost.amount)", cost.currency.code, statusMapper?.json ?? "",
        ]
        let bytes = JSONValue.array(texts.map(JSONValue.string)).serialized
        return SHA256.hexadecimal(Array(SHA256.digest(bytes).prefix(16)))
    }
}
