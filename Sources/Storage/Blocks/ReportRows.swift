import Tracking

/// Some journeys of a campaign with the columns that a report asks for, whether from a block or from clicks.
struct ReportRows {
    /// A column whose keys have labels in the tree of the report.
    struct Column {
        let indexes: [UInt16]
        let labels: [UInt32]
    }

    var groups: RowGroups
    let columns: [Column]
    let outcomes: [RowOutcome]

    /// Divides by each column and counts.
    consuming func count(in tree: inout GroupTree) {
        for column in columns {
            groups.divide(by: column.indexes, labels: column.labels, in: &tree)
        }
        groups.count(outcomes, in: &tree)
    }
}
