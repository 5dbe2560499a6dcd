import GRDB
import Storage

extension SQLiteStore {
    package func fillSomeRows() throws(StoreError) -> UpgradeProgress? {
        let schema = schema
        guard let step = try read({ try schema.filling(in: $0) }), let fill = step.fill else { return nil }
        return try write(patience: .zero) { database in
            // Another process may have done the last of them.
            guard try schema.filling(in: database)?.name == step.name else {
                return UpgradeProgress(step: step.name, doneCount: 0, isOver: true)
            }
            let filling = try fill(database)
            if filling.isOver {
                try database.execute(
                    literal: "UPDATE schema_step SET is_filling = 0 WHERE name = \(step.name)")
            }
            return UpgradeProgress(step: step.name, doneCount: filling.doneCount, isOver: filling.isOver)
        }
    }
}
