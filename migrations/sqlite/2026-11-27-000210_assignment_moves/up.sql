-- How often an assignment has been changed, and what was agreed for a request.

-- SEQUENCE of its calendar entries: 0 at confirmation, one more with each change and with the cancellation.
ALTER TABLE assignments ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0
    CONSTRAINT assignments_sequence_check CHECK (sequence >= 0);

-- The appointment that everybody has been told, local times. While there is one, no other will do.
CREATE TABLE request_agreed_sittings (
    request_id BLOB NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    sitting INTEGER NOT NULL,
    begins TEXT NOT NULL,
    minutes INTEGER NOT NULL CONSTRAINT request_agreed_sittings_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    PRIMARY KEY (request_id, sitting)
) STRICT, WITHOUT ROWID;
