import GRDB
import GRDBSQLite
import Tracking

/// A statement of GRDB's connection that is bound by pointer and length, without a box for each value.
///
/// For what is done with every event or many times in a transaction; all else binds GRDB's way. Compiled once for each
/// connection, whoever asks: bind all parameters before each run. Not Sendable: for the thread that has the connection,
/// and not to be kept when that is closed.
struct PreparedStatement {
    /// Finalizes itself.
    private let statement: Statement
    private let handle: SQLiteStatement

    /// Has SQLite copy what is bound before the call returns.
    ///
    /// Source: https://www.sqlite.org/c3ref/c_static.html; the C macro is a cast, which Swift does not import.
    private static var transient: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    init(_ sql: String, in database: Database) throws {
        statement = try database.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    // MARK: Parameters, from 1; each keeps its value until it is bound again

    func bind(_ value: Int64, at place: Int32) {
        sqlite3_bind_int64(handle, place, value)
    }

    func bind(_ value: Bool, at place: Int32) {
        sqlite3_bind_int64(handle, place, value ? 1 : 0)
    }

    func bind(_ value: Int64?, at place: Int32) {
        if let value { bind(value, at: place) } else { bindNull(at: place) }
    }

    /// NUL is a character like any other.
    func bind(_ text: String?, at place: Int32) {
        guard var text else { return bindNull(at: place) }
        text.withUTF8 { bytes in
            // An empty text has no address of its own, and without one SQLite would take it for NULL.
            withUnsafePointer(to: CChar(0)) { empty in
                let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
                _ = sqlite3_bind_text64(
                    handle, place, start ?? empty, UInt64(bytes.count), Self.transient, UInt8(SQLITE_UTF8))
            }
        }
    }

    /// As 16 bytes in network order.
    func bind(_ id: ClickID, at place: Int32) {
        withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { bytes in
            _ = sqlite3_bind_blob(handle, place, bytes.baseAddress, 16, Self.transient)
        }
    }

    private func bindNull(at place: Int32) {
        sqlite3_bind_null(handle, place)
    }

    // MARK: Running

    /// Runs a statement with a text that is bound for this run alone, and so is not copied.
    @discardableResult
    func run(with text: String, at place: Int32) throws -> Int {
        var text = text
        return try text.withUTF8 { bytes in
            let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            sqlite3_bind_text64(handle, place, start, UInt64(bytes.count), nil, UInt8(SQLITE_UTF8))
            defer { sqlite3_bind_null(handle, place) }
            return try run()
        }
    }

    /// Runs a statement without rows.
    ///
    /// - Returns: How many rows it has inserted, changed or deleted.
    @discardableResult
    func run() throws -> Int {
        defer { sqlite3_reset(handle) }
        guard try !step() else { throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "unexpected row") }
        return Int(sqlite3_changes64(sqlite3_db_handle(handle)))
    }

    /// The rowid of what `run()` has inserted last, by any statement of the connection.
    var lastInsertedID: Int64 { sqlite3_last_insert_rowid(sqlite3_db_handle(handle)) }

    /// Reads the first row.
    ///
    /// - Returns: nil when there is none.
    func first<Value>(_ read: (ResultRow) throws -> Value) throws -> Value? {
        defer { sqlite3_reset(handle) }
        return try step() ? try read(ResultRow(handle: handle)) : nil
    }

    func forEach(_ body: (ResultRow) throws -> Void) throws {
        defer { sqlite3_reset(handle) }
        while try step() { try body(ResultRow(handle: handle)) }
    }

    /// - Returns: Whether there is a row.
    private func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let connection = sqlite3_db_handle(handle)
            throw DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: sqlite3_errmsg(connection).map { String(cString: $0) })
        }
    }
}

/// A row of a statement, for as long as the closure runs that gets it; columns from 0.
struct ResultRow {
    fileprivate let handle: SQLiteStatement

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    /// nil for NULL.
    func text(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A word of at most eight bytes as a number, the first byte highest: read a million times, it is compared without
    /// being made a String. nil for NULL and for longer texts.
    func word(_ column: Int32) -> UInt64? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        guard count <= 8 else { return nil }
        return UnsafeBufferPointer(start: start, count: count).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// nil unless there are 16 bytes.
    func clickID(_ column: Int32) -> ClickID? {
        guard let start = sqlite3_column_blob(handle, column), sqlite3_column_bytes(handle, column) == 16
        else {
            return nil
        }
        return ClickID(bytes: Array(UnsafeRawBufferPointer(start: start, count: 16)))
    }
}
