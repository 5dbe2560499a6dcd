import JSON
import Tracking

/// The fields that leave some journeys out of a report: `status`, `parameter.NAME`.
extension QueryFields {
    static let parameterPrefix = "parameter."

    mutating func journeyFilter() -> JourneyFilter {
        let status = optional("status", LeadsQuery.StatusFilter.init(_:))
        return JourneyFilter(status: status, parameters: parameterFilters())
    }

    mutating func parameterFilters() -> [LeadsQuery.ParameterFilter] {
        let filters = texts(behind: Self.parameterPrefix)
        let maximum = JourneyFilter.maximumParameterCount
        if filters.count > maximum { add(.tooMany(maximum: maximum), in: Self.parameterPrefix + "NAME") }
        return filters.map { LeadsQuery.ParameterFilter(name: $0.name, text: $0.value) }
    }
}

extension JourneyFilter {
    /// By the names of the fields, as `journeyFilter()` reads them.
    var pairs: [(name: String, value: String)] {
        let others = parameters.map { (name: QueryFields.parameterPrefix + $0.name, value: $0.text) }
        return (status.map { [(name: "status", value: $0.word)] } ?? []) + others
    }

    /// The member `filters` of an answer: what was applied.
    var json: JSONValue {
        .object(pairs.map { (name: $0.name, value: .string($0.value)) })
    }
}
