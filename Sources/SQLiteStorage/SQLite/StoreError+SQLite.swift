import Blocks
import GRDB
import Storage

extension StoreError {
    /// The store's word for an error that came out of a database access.
    ///
    /// Result codes decide, never error text.
    init(_ error: any Error, database: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error, database: database)
        case is ReadAbandoned: self = .unavailable(.abandoned, database: database)
        case ReportError.tooManyGroups(let limit): self = .refused(.tooManyGroups(limit: limit))
        case ReportError.groupsTooLong(let limit): self = .refused(.groupsTooLong(limit: limit))
        case ReportError.damagedBlock: self = .unreadable("a block of a report")
        default: self = .fault(.failed(code: Int(ResultCode.SQLITE_ERROR.rawValue), reason: "\(error)"))
        }
    }

    private init(_ error: DatabaseError, database: String) {
        let reason = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self = .unavailable(.busy, database: database)
        case .SQLITE_INTERRUPT:
            self = .unavailable(.tooLong, database: database)
        case .SQLITE_FULL:
            self = .unavailable(.full, database: database)
        case .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_NOMEM:
            self = .unavailable(.failing(reason), database: database)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self = .fault(.damaged(database: database))
        default:
            self = .fault(.failed(code: Int(error.extendedResultCode.rawValue), reason: reason))
        }
    }

    /// What the same means for whoever opens the database: it cannot be used as it is. What it knows of backups stands with
    /// damage.
    func whileOpening(_ finding: String? = nil) -> StoreError {
        switch self {
        case .unavailable(.failing(let reason), let database):
            .opening(.unopenable(reason), database: database)
        case .fault(.damaged(let database, let backup)):
            .opening(
                .damaged(finding ?? "pages are not what was written", backup: backup), database: database)
        case .opening, .refused, .unavailable, .fault: self
        }
    }
}
