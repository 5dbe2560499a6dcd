import JSON

/// Which journeys were sent to the wrong campaign, and which is the right one.
package struct ClickMove: Hashable, Sendable {
    package let from: CampaignID
    package let to: CampaignID
    /// When the first click came: from this moment on, and before the next one.
    package let start: Timestamp
    package private(set) var end: Timestamp
    /// Journeys with higher numbers are left; nil: those that come in the meantime.
    package private(set) var newestJourney: Int64?
    /// All must hold.
    package let parameters: [ParameterFilter]

    package typealias ParameterFilter = LeadsQuery.ParameterFilter

    /// Of clicks in a period of days.
    ///
    /// - Returns: nil when both campaigns are the same, or there is no day.
    package init?(
        from: CampaignID, to: CampaignID, during period: ReportPeriod, in zone: ReportZone,
        parameters: [ParameterFilter] = []
    ) {
        guard from != to, period.first <= period.last else { return nil }
        self.from = from
        self.to = to
        start = zone.start(of: period.first)
        end = zone.end(of: period.last)
        self.parameters = parameters
    }

    /// The same, but only of what was there when somebody looked.
    package func seen(from horizon: Horizon) -> ClickMove {
        var move = self
        move.end = min(end, Timestamp(milliseconds: horizon.time.milliseconds + 1))
        move.newestJourney = horizon.journey
        return move
    }

    /// More than anybody writes; each is looked for in every click.
    private static let maximumParameterCount = 100

    /// - Throws: `tooMany`, or `nameTooLong` for a name that no click may have.
    package static func check(_ parameters: [ParameterFilter]) throws(FieldProblem) {
        guard parameters.count <= maximumParameterCount else {
            throw .tooMany(maximum: maximumParameterCount)
        }
        guard parameters.allSatisfy({ $0.name.utf8.count <= EventFields.maximumNameCount }) else {
            throw .nameTooLong(maximum: EventFields.maximumNameCount)
        }
    }

    /// The filters as a JSON text, the same for the same ones.
    package var parametersText: String {
        let pairs = parameters.map { JSONValue.array([.string($0.name), .string($0.text)]) }
        return String(decoding: JSONValue.array(pairs).serialized, as: UTF8.self)
    }

    /// The filters of such a text.
    package static func parameters(in text: String) -> [ParameterFilter] {
        let pairs = (try? JSONText(parsing: Array(text.utf8)))?.elements ?? []
        return pairs.compactMap { pair in
            guard let texts = pair.elements?.map(\.string), texts.count == 2, let name = texts[0],
                let text = texts[1]
            else { return nil }
            return ParameterFilter(name: name, text: text)
        }
    }
}

/// What a move would change: how the journeys count now, and how they would.
package struct MovePreview: Hashable, Sendable {
    package private(set) var before = Tally()
    package private(set) var after = Tally()

    package init() {}

    /// How many journeys.
    package var count: Int64 { before.clicks }

    /// Adds a journey by its conversions before and after; nil without a postback.
    package mutating func add(_ before: Conversion?, _ after: Conversion?) {
        self.before.add(before)
        self.after.add(after)
    }
}

/// What came of taking a move back.
package struct UndoneMove: Hashable, Sendable {
    /// How many journeys were given back.
    package let undone: Int
    /// How many were not, since another run has moved them since.
    package let movedSince: Int

    package init(undone: Int, movedSince: Int) {
        self.undone = undone
        self.movedSince = movedSince
    }
}

extension Tally {
    fileprivate mutating func add(_ conversion: Conversion?) {
        clicks += 1
        guard let conversion else { return }
        self[conversion.status].leads += 1
        guard let payout = conversion.payout else { return }
        self[conversion.status].payouts.add(MoneySum(payout.amount), in: payout.currency)
    }
}
