import JSON
import Testing
import Tracking

struct CampaignFieldsTests {
    @Test(arguments: [
        "a", "LatAm Ring Campaign", "Кампания «Кольцо» 💍", " ", "\u{200d}",
        String(repeating: "é", count: 255),
    ])
    func nameIsKept(name: String) throws {
        #expect(try Campaign.Settings.name(JSONText(string: name)) == name)
    }

    @Test(arguments: [
        (#""""#, "Shorter than minimum length 1."), ("null", "Field may not be null."),
        ("1", "Not a valid string."),
        (#""a\nb""#, "Control characters are not allowed."),
        (#""\u0000""#, "Control characters are not allowed."),
        (#""\u007f""#, "Control characters are not allowed."),
        (#""\u0085""#, "Control characters are not allowed."),
        ("\"\(String(repeating: "a", count: 256))\"", "Longer than maximum length 255."),
    ])
    func otherNamesAreRefused(text: String, expected: String) throws {
        let value = try JSONText(text)
        #expect(message(of: value, as: Campaign.Settings.name) == expected)
    }

    @Test(arguments: CostModel.allCases)
    func costModelIsReadByItsName(model: CostModel) throws {
        #expect(try CostModel(JSONText(string: model.rawValue)) == model)
    }

    @Test(arguments: [
        (#""CPA""#, "Must be one of: cpc, cpm, cpl, cpa, cpi."),
        (#""""#, "Must be one of: cpc, cpm, cpl, cpa, cpi."),
        ("1", "Not a valid string."), ("null", "Field may not be null."),
    ])
    func otherCostModelsAreRefused(text: String, expected: String) throws {
        let value = try JSONText(text)
        #expect(message(of: value, as: CostModel.init) == expected)
    }
}
