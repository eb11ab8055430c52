-- What an entry of hours said at each of its revisions, and who brought it there: written in the commit of the change, never changed.

CREATE TABLE hours_changes (
    entry_id BLOB NOT NULL REFERENCES hours_entries (id),
    revision INTEGER NOT NULL,
    state TEXT NOT NULL CONSTRAINT hours_changes_state_check CHECK (state IN ('logged', 'confirmed', 'rejected')),
    minutes INTEGER NOT NULL CONSTRAINT hours_changes_minutes_check CHECK (minutes BETWEEN 1 AND 14400),
    kilometres INTEGER CONSTRAINT hours_changes_kilometres_check CHECK (kilometres BETWEEN 0 AND 10000),
    note TEXT,
    reason TEXT,
    changed_by BLOB NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (entry_id, revision),
    CONSTRAINT hours_changes_reason_check CHECK ((state = 'rejected') = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Of what was written down before, the last is known.
INSERT INTO hours_changes (entry_id, revision, state, minutes, kilometres, note, reason, changed_by, changed_at)
SELECT id, revision, state, minutes, kilometres, note, reason, COALESCE(decided_by, logged_by), COALESCE(decided_at, logged_at)
FROM hours_entries;
