/// Which journeys a report counts: all, unless it says something; what it says must hold all together.
package struct JourneyFilter: Hashable, Sendable {
    package var status: LeadsQuery.StatusFilter?
    package var parameters: [LeadsQuery.ParameterFilter] = []
    /// Names of parameters that the first click must have no text of.
    package var missing: [String] = []

    /// More of them nobody reads.
    package static let maximumParameterCount = 20

    package init(
        status: LeadsQuery.StatusFilter? = nil, parameters: [LeadsQuery.ParameterFilter] = [],
        missing: [String] = []
    ) {
        self.status = status
        self.parameters = parameters
        self.missing = missing
    }

    package var isEmpty: Bool { status == nil && parameters.isEmpty && missing.isEmpty }

    /// A parameter of the first click, and the key that it must have.
    package struct Condition: Hashable, Sendable {
        package let name: [UInt8]
        package let key: GroupKey
    }

    package var conditions: [Condition] {
        parameters.map { Condition(name: Array($0.name.utf8), key: GroupKey(sent: Array($0.text.utf8))) }
            + missing.map { Condition(name: Array($0.utf8), key: .missing) }
    }

    package func holds(for found: LeadStatus?) -> Bool {
        switch status {
        case nil: true
        case .status(let wanted): found == wanted
        case .noStatus: found == nil
        }
    }
}

/// Expenses are of a day, or of a value of the campaign's distribution parameter: of no single journey.
extension JourneyFilter {
    package enum CountedExpenses: Hashable, Sendable {
        case all
        /// Those of one value.
        case only(GroupKey)
        /// Nobody knows what was spent on just these journeys.
        case none
    }

    package func expenses(by distributionParameter: String?) -> CountedExpenses {
        guard !isEmpty else { return .all }
        guard status == nil, let name = distributionParameter.map({ Array($0.utf8) }),
            let first = conditions.first,
            conditions.allSatisfy({ $0.name == name && $0.key == first.key })
        else { return .none }
        return .only(first.key)
    }
}
