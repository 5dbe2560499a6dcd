import GRDB

extension StoreError {
    /// The store's word for an error that came out of a database access.
    ///
    /// Result codes decide, never error text.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error, path: path)
        default: self = .failed(code: Int(ResultCode.SQLITE_ERROR.rawValue), reason: "\(error)")
        }
    }

    private init(_ error: DatabaseError, path: String) {
        let reason = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self = .busy(path: path)
        case .SQLITE_FULL:
            self = .full(path: path)
        case .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_NOMEM:
            self = .unavailable(path: path, reason: reason)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self = .notADatabase(path: path)
        default:
            self = .failed(code: Int(error.extendedResultCode.rawValue), reason: reason)
        }
    }
}
