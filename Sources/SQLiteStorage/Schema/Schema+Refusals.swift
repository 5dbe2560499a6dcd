// Also text of the first step: what strangers have sent in vain.
extension Schema {
    static let refusalTables = """
        -- Tracking requests that were refused, some of them.
        CREATE TABLE refused_request (
            id INTEGER PRIMARY KEY,
            refused_at INTEGER NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''),
            -- Of the answer.
            status INTEGER NOT NULL CHECK (status BETWEEN 400 AND 499),
            method TEXT NOT NULL,
            path TEXT NOT NULL,
            content_type TEXT,
            -- For people: what was wrong, and the sentences of the answer.
            explanation TEXT NOT NULL,
            problems TEXT NOT NULL,
            -- The beginnings, and how long the whole was; NULL: it was not read.
            query BLOB NOT NULL CHECK (length(query) <= 2048),
            query_length INTEGER CHECK (query_length >= length(query)),
            body BLOB NOT NULL CHECK (length(body) <= 2048),
            body_length INTEGER CHECK (body_length >= length(body))
        ) STRICT;
        CREATE INDEX refused_request_by_reason ON refused_request (reason, id);
        CREATE INDEX refused_request_by_time ON refused_request (refused_at);

        -- How many there were within five minutes, counted since 1970; of the last day.
        CREATE TABLE refusal_count (
            slot INTEGER NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''),
            refused INTEGER NOT NULL CHECK (refused > 0),
            kept INTEGER NOT NULL CHECK (kept BETWEEN 0 AND refused),
            PRIMARY KEY (slot, reason)
        ) STRICT, WITHOUT ROWID;
        """
}
