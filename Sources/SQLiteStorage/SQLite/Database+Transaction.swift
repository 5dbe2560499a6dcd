import GRDB

extension Database {
    /// Runs `body` on one unchanging state of the database.
    func inReadTransaction<Value>(_ body: () throws -> Value) throws -> Value {
        var value: Value?
        try inTransaction(.deferred) {
            value = try body()
            return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return value
    }

    /// Runs `body` in a transaction that takes the write lock at once, and commits it unless `body` throws or what it
    /// returns is not wanted. All that is written is written here, since the first commit of a log names it.
    func inImmediateTransaction<Value>(
        ifWanted isWanted: (Value) -> Bool = { _ in true }, _ body: () throws -> Value
    ) throws -> Value {
        // A rollback may have failed together with the disk that it was for.
        if isInsideTransaction { try rollback() }
        var value: Value?
        try inTransaction(.immediate) {
            try LogEpoch.beginIfDue(in: self)
            let found = try body()
            value = found
            return isWanted(found) ? .commit : .rollback
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return value
    }
}
