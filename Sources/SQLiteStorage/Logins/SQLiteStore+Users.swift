import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func addUser(
        _ name: String, passwordHash: String, isReadOnly: Bool, at time: Timestamp
    ) throws(StoreError) {
        try write { database in
            try database.execute(
                literal: """
                    INSERT INTO user (name, password_hash, is_read_only, created_at)
                    VALUES (\(name), \(passwordHash), \(isReadOnly), \(time.column)) ON CONFLICT (name) DO NOTHING
                    """)
            guard database.changesCount == 1 else { throw StoreError.refused(.userExists(name)) }
            try LoginEra.beginNext(in: database)
        }
    }

    package func replacePasswordHash(
        of name: String, with hash: String, expecting expected: String?
    ) throws(StoreError) -> Bool {
        try write { database in
            try database.execute(
                literal: """
                    UPDATE user SET password_hash = \(hash)
                    WHERE name = \(name) AND (\(expected) IS NULL OR password_hash = \(expected))
                    """)
            guard database.changesCount > 0 else { return false }
            try LoginEra.beginNext(in: database)
            try SessionTable.end(of: name, exceptHash: nil, in: database)
            return true
        }
    }

    package func setReadOnly(_ isReadOnly: Bool, user name: String) throws(StoreError) -> Bool {
        try change("UPDATE user SET is_read_only = \(isReadOnly) WHERE name = \(name)")
    }

    package func removeUser(_ name: String) throws(StoreError) -> Bool {
        try change("DELETE FROM user WHERE name = \(name)")
    }

    package func users() throws(StoreError) -> [User] {
        try read { database in
            try Row.fetchAll(
                database,
                literal: "SELECT CAST(name AS BLOB), is_read_only, created_at FROM user ORDER BY name"
            ).map {
                User(name: $0.text(0), isReadOnly: $0[1], createdAt: Timestamp(milliseconds: $0[2]))
            }
        }
    }

    package func userLogin(of name: String) throws(StoreError) -> UserLogin? {
        try read { database in
            try Row.fetchOne(
                database,
                literal: "SELECT CAST(password_hash AS BLOB), is_read_only FROM user WHERE name = \(name)"
            ).map { UserLogin(passwordHash: $0.text(0), isReadOnly: $0[1]) }
        }
    }

    package func addToken(
        _ name: String, hash: String, isReadOnly: Bool, at time: Timestamp
    ) throws(StoreError) {
        try write { database in
            try database.execute(
                literal: """
                    INSERT INTO token (name, hash, is_read_only, created_at)
                    VALUES (\(name), \(hash), \(isReadOnly), \(time.column)) ON CONFLICT (name) DO NOTHING
                    """)
            guard database.changesCount == 1 else { throw StoreError.refused(.tokenExists(name)) }
        }
    }

    package func removeToken(_ name: String) throws(StoreError) -> Bool {
        try change("DELETE FROM token WHERE name = \(name)")
    }

    package func tokens() throws(StoreError) -> [Token] {
        try read { database in
            try Row.fetchAll(
                database, literal: "SELECT \(Token.columns) FROM token ORDER BY name"
            ).map(Token.init(row:))
        }
    }

    package func token(hash: String) throws(StoreError) -> Token? {
        try read { database in
            try Row.fetchOne(
                database,
                literal: "SELECT \(Token.columns) FROM token WHERE hash = \(hash)"
            ).map(Token.init(row:))
        }
    }

    /// - Returns: Whether the statement changed a row.
    private func change(_ statement: SQL) throws(StoreError) -> Bool {
        try write { database in
            try database.execute(literal: statement)
            return database.changesCount > 0
        }
    }
}

extension Token {
    fileprivate static let columns: SQL = "CAST(name AS BLOB), is_read_only, created_at"

    /// From a row of `columns`.
    fileprivate init(row: Row) {
        self.init(name: row.text(0), isReadOnly: row[1], createdAt: Timestamp(milliseconds: row[2]))
    }
}
