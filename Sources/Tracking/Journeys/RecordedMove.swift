/// A run of a move of clicks, as it stands on disk.
package struct RecordedMove: Hashable, Sendable {
    package let run: Int64
    package let from: CampaignReference
    package let to: CampaignReference
    /// When the first clicks came: from this moment on, and before the next one.
    package let start: Timestamp
    package let end: Timestamp
    package let parameters: [ClickMove.ParameterFilter]
    /// Whether it has moved all, or is being taken back; else it was interrupted, or is under way.
    package let isOver: Bool
    package let author: Author
    package let createdAt: Timestamp
    /// How many journeys it has moved and not given back; no more than `countLimit` are counted.
    package let keptCount: Int64
    package let returnedCount: Int64

    /// More are counted only where somebody wants to know.
    package static let countLimit: Int64 = 100_000

    package init(
        run: Int64, from: CampaignReference, to: CampaignReference, start: Timestamp, end: Timestamp,
        parameters: [ClickMove.ParameterFilter], isOver: Bool, author: Author, createdAt: Timestamp,
        keptCount: Int64, returnedCount: Int64
    ) {
        self.run = run
        self.from = from
        self.to = to
        self.start = start
        self.end = end
        self.parameters = parameters
        self.isOver = isOver
        self.author = author
        self.createdAt = createdAt
        self.keptCount = keptCount
        self.returnedCount = returnedCount
    }
}

/// What a run has done to one journey.
package struct JourneyMove: Hashable, Sendable {
    package let run: Int64
    package let from: CampaignReference
    package let to: CampaignReference
    package let author: Author
    /// When the run began.
    package let movedAt: Timestamp
    /// Who has taken it back since; nil: nobody.
    package let takenBackBy: Author?

    package var isTakenBack: Bool { takenBackBy != nil }

    package init(
        run: Int64, from: CampaignReference, to: CampaignReference, by author: Author, movedAt: Timestamp,
        takenBackBy: Author?
    ) {
        self.run = run
        self.from = from
        self.to = to
        self.author = author
        self.movedAt = movedAt
        self.takenBackBy = takenBackBy
    }
}

/// What taking a run back would change now.
package struct UndoPreview: Hashable, Sendable {
    /// The journeys that would be given back.
    package var returning = MovePreview()
    /// How many would be left, since another run has moved them since.
    package var movedSince: Int64 = 0

    package init() {}
}
