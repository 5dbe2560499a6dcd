import Blocks
import Foundation
import GRDB
import Storage
import Tracking

/// A campaign's blocks as rows.
struct BlockTable {
    /// A block without its columns.
    struct Header: BlockHeader {
        let id: Int64
        let journeys: ClosedRange<Int64>
        let times: ClosedRange<Int64>
        let count: Int
        /// Whether a name without a column is in none of the clicks.
        let isComplete: Bool
    }

    let campaign: CampaignID
    let database: Database

    /// The blocks with clicks in the period, and perhaps some without.
    func headers(from start: Int64 = .min, to end: Int64 = .max) throws -> [Header] {
        let rows = try Row.fetchAll(
            database,
            literal: """
                SELECT \(sql: Self.headerColumns)
                FROM report_block INDEXED BY report_block_by_campaign
                WHERE campaign_id = \(campaign.number)
                    AND max_clicked_at >= \(start) AND min_clicked_at < \(end)
                ORDER BY first_journey_id
                """)
        return try rows.map(Header.init(row:))
    }

    /// - Returns: nil when the campaign has no block with that number.
    func header(_ id: Int64) throws -> Header? {
        let row = try Row.fetchOne(
            database,
            literal: """
                SELECT \(sql: Self.headerColumns) FROM report_block
                WHERE id = \(id) AND campaign_id = \(campaign.number)
                """)
        return try row.map(Header.init(row:))
    }

    private static let headerColumns = """
        id, first_journey_id, last_journey_id, min_clicked_at, max_clicked_at, journey_count, is_complete
        """

    func journeys(of block: Header) throws -> [Int64] {
        // Without gaps the ids need no reading.
        if block.journeys.count == block.count { return Array(block.journeys) }
        let bytes = try bytes(sql: "SELECT journeys FROM report_block WHERE id = ?", of: block)
        return try ReportBlock.journeys(bytes, count: block.count).orUnreadable(block)
    }

    func times(of block: Header) throws -> [Int64] {
        let bytes = try bytes(sql: "SELECT times FROM report_block WHERE id = ?", of: block)
        return try ReportBlock.times(bytes, count: block.count).orUnreadable(block)
    }

    func bareRows(of block: Header) throws -> [Int] {
        let bytes = try bytes(sql: "SELECT bare FROM report_block WHERE id = ?", of: block)
        return try ReportBlock.bareRows(bytes, count: block.count).orUnreadable(block)
    }

    func column(named name: [UInt8], of block: Header) throws -> StoredColumn {
        let statement = try database.cachedStatement(
            sql: "SELECT keys, indexes FROM report_column WHERE block_id = ? AND name = ?")
        guard let row = try Row.fetchOne(statement, arguments: [block.id, Data(name)]) else {
            return block.isComplete ? .missing : .notStored
        }
        guard let keys: Data = row[0], let indexes: Data = row[1] else { return .notStored }
        return .column(keys: Array(keys), indexes: Array(indexes))
    }

    /// The column of a name that the block has none for; `noteRead` gets the length of each click.
    func columnOfClicks(
        named name: [UInt8], of block: Header, _ noteRead: (Int) -> Void = { _ in }
    ) throws -> ReportColumn {
        let journeys = try journeys(of: block)
        var builder = ColumnBuilder()
        var row = 0
        try CampaignClicks(campaign: campaign, database: database).forEach(in: block.journeys) { click in
            // Late journeys may lie between those of the block.
            guard row < journeys.count, click.journey == journeys[row] else { return true }
            builder.append(click.parameters.groupKey(of: name).text.map { $0[...] }, row: row)
            noteRead(click.parameters.json.utf8.count)
            row += 1
            return true
        }
        guard row == journeys.count else { throw StoreError.unreadable("report block \(block.id)") }
        return builder.column(count: block.count)
    }

    /// The block as it would be made of these journeys, which it holds.
    func rebuilt(_ block: Header, of journeys: [Int64]) throws -> PackedBlock {
        var builder = BlockBuilder(capacity: block.count)
        let clicks = CampaignClicks(campaign: campaign, database: database)
        try clicks.forEach(of: journeys) { builder.append($0) }
        return builder.packed()
    }

    func remove(_ id: Int64) throws {
        try database.execute(literal: "DELETE FROM report_column WHERE block_id = \(id)")
        try database.execute(literal: "DELETE FROM report_block WHERE id = \(id)")
    }

    /// Writes a block that holds at least one journey.
    func insert(_ packed: PackedBlock) throws {
        let journeys = packed.block.journeys
        let insertion = try database.cachedStatement(
            sql: """
                INSERT INTO report_block (
                    campaign_id, first_journey_id, last_journey_id, min_clicked_at, max_clicked_at,
                    journey_count, is_complete, journeys, times, bare)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try insertion.execute(arguments: [
            campaign.number, journeys.first, journeys.last, packed.times.lowerBound, packed.times.upperBound,
            journeys.count, packed.isComplete, Data(packed.journeyBytes), Data(packed.timeBytes),
            Data(packed.bareBytes),
        ])
        let id = database.lastInsertedRowID
        let columnInsertion = try database.cachedStatement(
            sql: "INSERT INTO report_column (block_id, name, keys, indexes) VALUES (?, ?, ?, ?)")
        for column in packed.columns {
            try columnInsertion.execute(arguments: [
                id, Data(column.name), (column.content?.keys).map { Data($0) },
                (column.content?.indexes).map { Data($0) },
            ])
        }
    }

    private func bytes(sql: String, of block: Header) throws -> [UInt8] {
        let statement = try database.cachedStatement(sql: sql)
        return try Array(Data.fetchOne(statement, arguments: [block.id]).orUnreadable(block))
    }
}

extension BlockTable.Header {
    fileprivate init(row: Row) throws {
        let (first, last): (Int64, Int64) = (row[1], row[2])
        let (earliest, latest): (Int64, Int64) = (row[3], row[4])
        id = row[0]
        count = row[5]
        isComplete = row[6]
        guard first >= 0, first <= last, earliest <= latest, 1...ReportBlock.maximumCount ~= count else {
            throw StoreError.unreadable("report block \(id)")
        }
        journeys = first...last
        times = earliest...latest
    }
}

extension Optional {
    func orUnreadable(_ block: BlockTable.Header) throws -> Wrapped {
        guard let self else { throw StoreError.unreadable("report block \(block.id)") }
        return self
    }
}
