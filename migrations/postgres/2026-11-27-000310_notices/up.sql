-- Of which mails that go out by themselves it is known that they were decided on. A row is written with its mail, so that
-- however many workers look, each mail is decided on once.

-- Who was reminded of which sitting, by its local begin: one that is moved is another one.
CREATE TABLE reminders (
    assignment_id uuid NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    begins timestamp NOT NULL,
    reader text NOT NULL CONSTRAINT reminders_reader_check CHECK (reader IN ('lotse', 'newcomer')),
    reminded_at timestamptz NOT NULL,
    PRIMARY KEY (assignment_id, begins, reader)
);

CREATE INDEX reminders_begins_index ON reminders (begins);

-- The last local day for which each carrier got its digest.
CREATE TABLE digests (
    organisation_id uuid PRIMARY KEY NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    day date NOT NULL
);

-- Requests of which the carrier knows that nobody was found, and whether it was told when an appointment was near.
CREATE TABLE unserved_notices (
    request_id uuid PRIMARY KEY NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    is_near boolean NOT NULL,
    told_at timestamptz NOT NULL
);
