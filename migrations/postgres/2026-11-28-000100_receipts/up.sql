-- Answers to requests that carried an Idempotency-Key, kept in the commit of what was done: whoever asks again gets the same one.

CREATE TABLE receipts (
    user_id uuid NOT NULL,
    key text NOT NULL,
    -- SHA-256 of operation, address and body: a key belongs to one request.
    fingerprint bytea NOT NULL CONSTRAINT receipts_fingerprint_check CHECK (length(fingerprint) = 32),
    status integer NOT NULL CONSTRAINT receipts_status_check CHECK (status BETWEEN 200 AND 299),
    location text,
    -- JSON to the letter.
    body text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, key)
);

CREATE INDEX receipts_created_at_index ON receipts (created_at);
