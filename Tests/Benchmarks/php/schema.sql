-- The table of click.php.
PRAGMA journal_mode = WAL;

CREATE TABLE click (
    id INTEGER PRIMARY KEY,
    click_id BLOB NOT NULL UNIQUE,
    campaign_id INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    parameters TEXT NOT NULL
) STRICT;

CREATE INDEX click_by_campaign ON click (campaign_id, received_at);
