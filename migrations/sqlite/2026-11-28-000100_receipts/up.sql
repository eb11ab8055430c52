-- Answers to requests that carried an Idempotency-Key, kept in the commit of what was done: whoever asks again gets the same one.

CREATE TABLE receipts (
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    key TEXT NOT NULL,
    -- SHA-256 of operation, address and body: a key belongs to one request.
    fingerprint BLOB NOT NULL CONSTRAINT receipts_fingerprint_check CHECK (length(fingerprint) = 32),
    status INTEGER NOT NULL CONSTRAINT receipts_status_check CHECK (status BETWEEN 200 AND 299),
    location TEXT,
    -- JSON to the letter.
    body TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX receipts_created_at_index ON receipts (created_at);
