/// Why a tracking request was refused, as reasons are counted.
package enum RefusalReason: String, CaseIterable, Sendable {
    case clickIDMissing = "no clickId"
    case clickIDMisspelled = "clickId misspelled"
    case clickIDInvalid = "clickId invalid"
    case campaignIDMissing = "no campaignId"
    case campaignIDMisspelled = "campaignId misspelled"
    case campaignIDInvalid = "campaignId invalid"
    case otherFields = "other fields"
    case journeyFull = "journey full"
    case malformedJSON = "malformed JSON"
    case notAnObject = "not an object"
    case otherMediaType = "other media type"
    case encodedBody = "encoded body"
    case otherMethod = "other method"
    case unknownPath = "unknown path"
    case bodyTooLarge = "body too large"
    case truncatedBody = "truncated body"
    case lengthMissing = "no length"

    /// What several requests of that kind have in common, as the end of "refused because".
    package var text: String {
        switch self {
        case .clickIDMissing: "clickId was missing"
        case .clickIDMisspelled: "clickId was missing, and another spelling of it was sent"
        case .clickIDInvalid: "clickId was no UUID"
        case .campaignIDMissing: "campaignId was missing"
        case .campaignIDMisspelled: "campaignId was missing, and another spelling of it was sent"
        case .campaignIDInvalid: "campaignId was no number of a campaign"
        case .otherFields: "there were too many parameters, or too long names"
        case .journeyFull: "the journey had as many events as are kept"
        case .malformedJSON: "the body was no valid JSON"
        case .notAnObject: "the body was JSON, but no object"
        case .otherMediaType: "the body was of a media type that is not taken"
        case .encodedBody: "the body was compressed or otherwise encoded"
        case .otherMethod: "the method was not one that is taken there"
        case .unknownPath: "there is nothing at that address"
        case .bodyTooLarge: "the body was too large"
        case .truncatedBody: "the body was not whole"
        case .lengthMissing: "a form came without its length"
        }
    }
}

extension RefusalReason {
    /// The reason of wrong fields: the first that is known.
    package init(_ errors: FieldErrors) {
        self =
            errors.fields.lazy.compactMap { field in
                field.problems.lazy.compactMap { Self.reason($0, in: field.name) }.first
            }.first ?? .otherFields
    }

    private static func reason(_ problem: FieldProblem, in name: String) -> RefusalReason? {
        if problem == .journeyFull { return .journeyFull }
        switch (name, problem) {
        case (EventFields.clickIDName, .missing): return .clickIDMissing
        case (EventFields.clickIDName, .misspelled): return .clickIDMisspelled
        case (EventFields.clickIDName, _): return .clickIDInvalid
        case (EventFields.campaignIDName, .missing): return .campaignIDMissing
        case (EventFields.campaignIDName, .misspelled): return .campaignIDMisspelled
        case (EventFields.campaignIDName, _): return .campaignIDInvalid
        default: return nil
        }
    }
}
