import JSON

/// The fields that events cannot be without.
extension EventFields {
    static let clickIDName = "clickId"
    static let campaignIDName = "campaignId"

    /// What a lead and a postback consist of.
    func clickIDAndParameters() throws(FieldErrors) -> (ClickID, Parameters) {
        var error = FieldErrors()
        let clickID = clickID(problems: &error)
        checkNames(problems: &error)
        guard let clickID, error.isEmpty else { throw error }
        return (clickID, parameters(without: [Self.clickIDName]))
    }

    /// The click id; nil with its problem added when there is none.
    ///
    /// Of a repeated key the first value counts, but another click id behind it is a contradiction.
    func clickID(problems: inout FieldErrors) -> ClickID? {
        let values = values(of: Self.clickIDName)
        do throws(FieldProblem) {
            guard let first = values.first else { throw absence(of: Self.clickIDName) }
            let clickID = try ClickID(first)
            for value in values.dropFirst() {
                if let other = try? ClickID(value), other != clickID { throw .notUUID }
            }
            return clickID
        } catch {
            problems.add(error, in: Self.clickIDName)
            return nil
        }
    }

    /// The campaign's number; nil with its problem added when there is none.
    func campaignID(problems: inout FieldErrors) -> CampaignID? {
        do throws(FieldProblem) {
            guard let value = values(of: Self.campaignIDName).first else {
                throw absence(of: Self.campaignIDName)
            }
            return try CampaignID(value)
        } catch {
            problems.add(error, in: Self.campaignIDName)
            return nil
        }
    }
}
