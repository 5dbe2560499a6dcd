import Tracking

/// What a campaign's journeys come to, by day and by the values of parameters; all of them, or those that a filter leaves.
///
/// Reads the columns of the blocks that the period touches, the conversions of their journeys, and the clicks of the
/// journeys that are in no block.
package struct GroupedReport<Source: ReportSource> {
    private let skipsBare: Bool
    private let filter: JourneyFilter
    private let conditions: [JourneyFilter.Condition]
    private let groupLimit: Int
    private let keyByteLimit: Int
    private let names: [[UInt8]]
    private let days: DayBounds
    private let source: Source
    private var tree = GroupTree()
    /// For each name the keys of the column that came last.
    private var known: [LabelledKeys]

    /// `dayStarts` has the first moment of each day, and then the end.
    package init(
        _ query: StatisticsQuery, groupParameters: [String], dayStarts: [Timestamp], from source: Source
    ) {
        skipsBare = query.skipsClicksWithoutParameters
        filter = query.filter
        conditions = query.filter.conditions
        groupLimit = query.groupLimit
        keyByteLimit = query.keyByteLimit
        names = groupParameters.map { Array($0.utf8) }
        days = DayBounds(dayStarts)
        self.source = source
        known = names.map { _ in LabelledKeys() }
    }

    /// Makes the report.
    ///
    /// - Returns: Each day with the groups that have journeys, in their order, without expenses.
    /// - Throws: `ReportError`, and what the source throws.
    package consuming func counted() throws -> [GroupedDay] {
        try countBlocks()
        try countClicks()
        return tree.days(count: days.dayCount)
    }

    // MARK: Blocks

    private mutating func countBlocks() throws {
        for block in try source.blocks(from: days.start, to: days.end) {
            try count(block)
            try requireFewGroups()
        }
    }

    private mutating func count(_ block: Source.Block) throws {
        var grouping = try groupingByDay(block)
        if skipsBare { grouping.leaveOut(try source.bareRows(of: block)) }
        for condition in conditions {
            try grouping.leaveOut(all: wholeColumn(named: condition.name, of: block), but: condition.key)
            if grouping.isEmpty { return }
        }
        let conversions = try source.conversions(of: block)
        if filter.status != nil { grouping.leaveOutAll(of: conversions, but: filter) }
        var columns: [RowGroup.Column] = []
        for (level, name) in names.enumerated() {
            columns.append(try column(level, named: name, of: block))
        }
        let rows = RowGroup(grouping: grouping, columns: columns, conversions: conversions)
        rows.count(in: &tree)
    }

    private mutating func groupingByDay(_ block: Source.Block) throws -> Grouping {
        if let day = days.day(of: block.times.lowerBound), day.times.contains(block.times.upperBound) {
            return Grouping(count: block.count, day: day.number, in: &tree)
        }
        return Grouping(times: try source.times(of: block), days: days, in: &tree)
    }

    private mutating func column(
        _ level: Int, named name: [UInt8], of block: Source.Block
    ) throws -> RowGroup.Column {
        switch try source.column(named: name, of: block) {
        case .column(let keyBytes, let indexBytes):
            if known[level].isEmpty || known[level].bytes != keyBytes {
                let last = known[level]
                known[level] = try last.followed(by: keyBytes) { tree.label(of: $0) }.orDamaged
            }
            let labels = known[level].labels
            let indexes = ReportColumn.indexes(indexBytes, count: block.count, keyCount: labels.count)
            return RowGroup.Column(indexes: try indexes.orDamaged, labels: labels)
        case .missing:
            return labelled(ReportColumn(missingIn: block.count))
        case .notStored:
            return labelled(try source.columnOfClicks(named: name, of: block))
        }
    }

    /// A column for a condition: its keys have no label in the tree, since they are no groups.
    private func wholeColumn(named name: [UInt8], of block: Source.Block) throws -> ReportColumn {
        switch try source.column(named: name, of: block) {
        case .column(let keyBytes, let indexBytes):
            let keys = try ReportColumn.keys(keyBytes).orDamaged
            let indexes = ReportColumn.indexes(indexBytes, count: block.count, keyCount: keys.count)
            return ReportColumn(keys: keys, indexes: try indexes.orDamaged)
        case .missing: return ReportColumn(missingIn: block.count)
        case .notStored: return try source.columnOfClicks(named: name, of: block)
        }
    }

    private mutating func labelled(_ column: ReportColumn) -> RowGroup.Column {
        RowGroup.Column(indexes: column.indexes, labels: column.keys.map { tree.label(of: $0) })
    }

    // MARK: Clicks that are in no block

    private mutating func countClicks() throws {
        let source = source
        var chunk = ClickChunk(names: names, skipsBare: skipsBare, filter: filter, days: days)
        try source.forEachUnsealedClick { click in
            chunk.append(click)
            guard chunk.isFull else { return }
            count(chunk.takeAll())
            try requireFewGroups()
        }
        count(chunk.takeAll())
        try requireFewGroups()
    }

    /// Called now and then, so that an answer that nobody could read does not fill the memory.
    private func requireFewGroups() throws {
        guard tree.groupCount <= groupLimit + days.dayCount else {
            throw ReportError.tooManyGroups(limit: groupLimit)
        }
        guard tree.keyByteCount <= keyByteLimit else { throw ReportError.groupsTooLong(limit: keyByteLimit) }
    }

    private mutating func count(_ chunk: ClickChunk) {
        let columns = chunk.columns.map { labelled($0) }
        let rows = RowGroup(
            grouping: Grouping(times: chunk.times, days: days, in: &tree), columns: columns,
            conversions: chunk.conversions)
        rows.count(in: &tree)
    }
}

extension Optional {
    /// - Throws: `damagedBlock` for nil.
    fileprivate var orDamaged: Wrapped {
        get throws {
            guard let self else { throw ReportError.damagedBlock }
            return self
        }
    }
}
