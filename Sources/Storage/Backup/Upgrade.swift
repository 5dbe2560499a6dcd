/// What is asked of an upgrade.
package struct UpgradeOrder: Sendable {
    /// The backup before it ends before the disk has less left.
    package var diskReserveBytes: Int64
    /// Whether the backup leaves time to those who use the database meanwhile.
    package var rests: Bool

    package init(diskReserveBytes: Int64 = 0, rests: Bool = true) {
        self.diskReserveBytes = diskReserveBytes
        self.rests = rests
    }
}

/// A database whose tables are those of this version now.
package struct FinishedUpgrade: Hashable, Sendable {
    /// The last change of the tables that had been made before.
    package let from: String
    /// Those that have been made, in their order.
    package let steps: [String]
    /// The database as it was.
    package let backup: String

    package init(from: String, steps: [String], backup: String) {
        self.from = from
        self.steps = steps
        self.backup = backup
    }

    /// The last change that has been made.
    package var to: String { steps.last ?? from }
}

/// How far the rows of before are that a change of the tables goes on with while events are taken.
package struct UpgradeProgress: Hashable, Sendable {
    /// The change.
    package let step: String
    /// How many rows were brought up to date just now.
    package let doneCount: Int
    package let isOver: Bool

    package init(step: String, doneCount: Int, isOver: Bool) {
        self.step = step
        self.doneCount = doneCount
        self.isOver = isOver
    }
}
