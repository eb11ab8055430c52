-- Of which mails that go out by themselves it is known that they were decided on. A row is written with its mail, so that
-- however many workers look, each mail is decided on once.

-- Who was reminded of which sitting, by its local begin: one that is moved is another one.
CREATE TABLE reminders (
    assignment_id BLOB NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    begins TEXT NOT NULL,
    reader TEXT NOT NULL CONSTRAINT reminders_reader_check CHECK (reader IN ('lotse', 'newcomer')),
    reminded_at INTEGER NOT NULL,
    PRIMARY KEY (assignment_id, begins, reader)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminders_begins_index ON reminders (begins);

-- The last local day for which each carrier got its digest.
CREATE TABLE digests (
    organisation_id BLOB PRIMARY KEY NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    day TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Requests of which the carrier knows that nobody was found, and whether it was told when an appointment was near.
CREATE TABLE unserved_notices (
    request_id BLOB PRIMARY KEY NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    is_near INTEGER NOT NULL CHECK (is_near IN (0, 1)),
    told_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
