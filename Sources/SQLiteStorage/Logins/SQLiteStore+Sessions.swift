import GRDB
import Storage
import Tracking

extension SQLiteStore {
    /// More browsers than anybody has.
    private static let sessionsPerUser = 50
    /// Somebody waits for the page meanwhile.
    private static let usePatience = Duration.milliseconds(500)

    package func begin(
        _ session: NewSession, endingUnusedSince expiry: Timestamp
    ) throws(StoreError) -> Bool {
        try write { database in
            try database.execute(
                literal: """
                    DELETE FROM session WHERE used_at < \(expiry.column) OR hash = \(session.formerHash)
                    """)
            try database.execute(
                literal: """
                    INSERT INTO session (hash, user_id, created_at, used_at)
                    SELECT \(session.hash), id, \(session.time.column), \(session.time.column) FROM user
                    WHERE name = \(session.userName) AND password_hash = \(session.passwordHash)
                    """)
            guard database.changesCount == 1 else { return false }
            try database.execute(
                literal: """
                    DELETE FROM session WHERE id IN (
                        SELECT session.id FROM session JOIN user ON user.id = user_id
                        WHERE name = \(session.userName)
                        ORDER BY used_at DESC, session.id DESC LIMIT -1 OFFSET \(Self.sessionsPerUser))
                    """)
            return true
        }
    }

    package func session(hash: String) throws(StoreError) -> Session? {
        try read { database in
            try Row.fetchOne(
                database,
                literal: """
                    SELECT CAST(name AS BLOB), is_read_only, session.created_at, used_at
                    FROM session JOIN user ON user.id = user_id WHERE session.hash = \(hash)
                    """
            ).map {
                Session(
                    userName: $0.text(0), isReadOnly: $0[1], createdAt: Timestamp(milliseconds: $0[2]),
                    usedAt: Timestamp(milliseconds: $0[3]))
            }
        }
    }

    package func useSession(hash: String, at time: Timestamp) throws(StoreError) {
        try write(patience: Self.usePatience) { database in
            try database.execute(
                literal: """
                    UPDATE session SET used_at = \(time.column)
                    WHERE hash = \(hash) AND used_at < \(time.column)
                    """)
        }
    }

    package func endSession(hash: String) throws(StoreError) {
        try write { try $0.execute(literal: "DELETE FROM session WHERE hash = \(hash)") }
    }

    package func endSessions(of user: String, exceptHash hash: String?) throws(StoreError) {
        try write { try SessionTable.end(of: user, exceptHash: hash, in: $0) }
    }
}

enum SessionTable {
    static func end(of user: String, exceptHash hash: String?, in database: Database) throws {
        try database.execute(
            literal: """
                DELETE FROM session WHERE user_id = (SELECT id FROM user WHERE name = \(user))
                    AND hash IS NOT \(hash)
                """)
    }
}
