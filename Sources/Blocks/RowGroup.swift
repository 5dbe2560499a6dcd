import Tracking

/// Some journeys of a campaign with the columns that a report asks for, whether from a block or from clicks.
struct RowGroup {
    /// A column whose keys have labels in the tree of the report.
    struct Column {
        let indexes: [UInt16]
        let labels: [UInt32]
    }

    var grouping: Grouping
    let columns: [Column]
    let conversions: [RowConversion]

    /// Divides by each column and counts.
    consuming func count(in tree: inout GroupTree) {
        for column in columns {
            grouping.divide(by: column.indexes, labels: column.labels, in: &tree)
        }
        grouping.count(conversions, in: &tree)
    }
}

/// What has become of one journey of a row group.
package struct RowConversion: Hashable, Sendable {
    /// The journey's place.
    package let row: Int
    package let status: LeadStatus
    package let payout: Payout?

    package init(row: Int, status: LeadStatus, payout: Payout?) {
        self.row = row
        self.status = status
        self.payout = payout
    }
}
