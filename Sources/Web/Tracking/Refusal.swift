import HTTP
import JSON
import Storage
import Tracking

/// Why a tracking request was refused, for people.
struct Refusal {
    let reason: RefusalReason
    /// Each wrong field with the sentences that are answered; empty where no field is wrong.
    let problems: String
    private let error: RequestError

    /// nil for what is no fault of whoever sent it.
    init?(_ error: any Error) {
        switch error {
        case let error as RequestError: self.init(error)
        case RecordingError.journeyFull:
            self.init(.invalidFields(FieldErrors(.journeyFull, in: EventFields.wholeName), source: .json))
        default: return nil
        }
    }

    private init?(_ error: RequestError) {
        guard let reason = error.refusalReason else { return nil }
        self.reason = reason
        self.error = error
        guard case .invalidFields(let errors, _) = error else {
            problems = ""
            return
        }
        problems = errors.fields.map { "\($0.name): \($0.messages.joined(separator: " "))" }.joined(
            separator: "\n")
    }

    /// Sentences: what is wrong, and what was sent instead.
    func explanation(of request: HTTPRequest) -> String {
        switch error {
        case .invalidFields(let errors, _):
            let sent = SentFields(request)
            let sentences = errors.fields.flatMap { field in
                field.problems.map { $0.explanation(of: field.name, sent: sent) }
            }
            return (sentences + [sent.remark].compactMap { $0 }).joined(separator: " ")
        case .unknownPath:
            return """
                There is nothing at \(request.path.shortened): clicks go to /api/v2/track/click, leads to \
                /api/v2/track/lead, postbacks to /api/v2/track/postback.
                """
        case .otherMethod(let allowed):
            let method = request.method == .other ? "Another method" : request.method.rawValue
            return "\(method) was sent, and is not taken there: it takes \(allowed)."
        case .otherMediaType(let accepted):
            let sent =
                request.header("Content-Type").map { "is called \($0.shortened)" } ?? "has no Content-Type"
            return "The body \(sent), and has to be \(accepted.replacing(", ", with: " or "))."
        case .encodedBody: return "The body is compressed or otherwise encoded: it has to come as it is."
        case .malformedJSON: return "The body is no valid JSON."
        case .notAnObject: return "The body is JSON, but no object: it has to begin with {."
        case .bodyTooLarge: return "The body is larger than is taken."
        case .truncatedBody: return "The body ended before as many bytes had come as were announced."
        case .lengthMissing:
            return "A form came without its length, so that nobody can tell whether it is whole."
        default: return ""
        }
    }
}

extension RequestError {
    fileprivate var refusalReason: RefusalReason? {
        switch self {
        case .unknownPath: .unknownPath
        case .otherMethod: .otherMethod
        case .bodyTooLarge: .bodyTooLarge
        case .truncatedBody: .truncatedBody
        case .lengthMissing: .lengthMissing
        case .otherMediaType: .otherMediaType
        case .encodedBody: .encodedBody
        case .malformedJSON: .malformedJSON
        case .notAnObject: .notAnObject
        case .invalidFields(let errors, _): RefusalReason(errors)
        default: nil
        }
    }
}

extension FieldProblem {
    fileprivate func explanation(of name: String, sent: SentFields) -> String {
        switch self {
        case .missing: return "\(name) is missing."
        case .misspelled(let expected, let found): return "\(expected) is missing: \(found) was sent."
        case .null: return "\(name) is null."
        case .notUUID, .notInteger, .numberTooLarge:
            guard let value = sent.value(of: name) else { return "\(name): \(message)" }
            if self == .notUUID, ClickID(value) != nil { return "Two different values of \(name) were sent." }
            if Placeholder.isOne(value) {
                return "\(name) is \(value.shortened): a placeholder that nobody has filled in."
            }
            return
                "\(name) is \(self == .notUUID ? "no UUID" : "no number of a campaign"): \(value.shortened) was sent."
        default: return message
        }
    }
}

/// The fields of a refused request once more: only of a short one, since it is read for people alone.
private struct SentFields {
    /// Why nothing was found where it was looked for; nil: no idea.
    let remark: String?
    private let pairs: [QueryString.Pair]
    private let object: JSONObject?

    private static let longest = 8_192
    private static let pairLimit = 100

    init(_ request: HTTPRequest) {
        let query = Self.pairs(request.query)
        guard request.method != .get else {
            (pairs, object, remark) = (query, nil, nil)
            return
        }
        let isInQuery = query.contains { $0.name.elementsEqual("clickId".utf8) }
        remark = isInQuery ? "A clickId is in the query, of which a POST reads nothing." : nil
        let body = (try? request.wholeBody()) ?? []
        if request.mediaType?.isForm == true {
            (pairs, object) = (Self.pairs(body[...]), nil)
        } else {
            (pairs, object) = ([], Self.object(body))
        }
    }

    private static func object(_ body: [UInt8]) -> JSONObject? {
        guard body.count <= longest else { return nil }
        return try? JSONObject(parsing: body)
    }

    private static func pairs(_ text: ArraySlice<UInt8>) -> [QueryString.Pair] {
        guard text.count <= longest else { return [] }
        return QueryString(text, pairLimit: pairLimit)?.pairs ?? []
    }

    func value(of name: String) -> String? {
        if let value = object?[name] { return value.string ?? value.text }
        return pairs.first { $0.name.elementsEqual(name.utf8) }.map {
            String(decoding: $0.value, as: UTF8.self)
        }
    }
}
