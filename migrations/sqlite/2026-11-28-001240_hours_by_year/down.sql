-- Fails where an assignment has entries of two years: which of them should go, nobody can say.
CREATE TABLE hours_entries_anew (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    assignment_id BLOB NOT NULL REFERENCES assignments (id),
    lotse_id BLOB NOT NULL REFERENCES lotsen (id),
    -- The carrier to which the Lotse belonged; it accounts for the hours, wherever the Lotse goes later.
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    service TEXT NOT NULL CONSTRAINT hours_entries_service_check CHECK (service IN ('accompaniment', 'interpreting')),
    -- The local end of the last sitting; its year is the one that counts.
    worked_until TEXT NOT NULL,
    minutes INTEGER NOT NULL CONSTRAINT hours_entries_minutes_check CHECK (minutes BETWEEN 1 AND 14400),
    kilometres INTEGER CONSTRAINT hours_entries_kilometres_check CHECK (kilometres BETWEEN 0 AND 10000),
    note TEXT,
    state TEXT NOT NULL CONSTRAINT hours_entries_state_check CHECK (state IN ('logged', 'confirmed', 'rejected')),
    logged_by BLOB NOT NULL,
    logged_at INTEGER NOT NULL,
    decided_by BLOB,
    decided_at INTEGER,
    reason TEXT,
    -- Counts every change, so that none overwrites another.
    revision INTEGER NOT NULL,
    CONSTRAINT hours_entries_assignment_key UNIQUE (assignment_id),
    CONSTRAINT hours_entries_decided_check
        CHECK ((state = 'logged') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT hours_entries_reason_check CHECK ((state = 'rejected') = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO hours_entries_anew (
    id, assignment_id, lotse_id, organisation_id, service, worked_until, minutes, kilometres, note, state, logged_by, logged_at, decided_by,
    decided_at, reason, revision
)
SELECT
    id, assignment_id, lotse_id, organisation_id, service, worked_until, minutes, kilometres, note, state, logged_by, logged_at, decided_by,
    decided_at, reason, revision
FROM hours_entries;

CREATE TABLE hours_changes_anew (
    entry_id BLOB NOT NULL REFERENCES hours_entries_anew (id),
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

INSERT INTO hours_changes_anew (entry_id, revision, state, minutes, kilometres, note, reason, changed_by, changed_at)
SELECT entry_id, revision, state, minutes, kilometres, note, reason, changed_by, changed_at
FROM hours_changes;

DROP TABLE hours_changes;
DROP TABLE hours_entries;
ALTER TABLE hours_entries_anew RENAME TO hours_entries;
ALTER TABLE hours_changes_anew RENAME TO hours_changes;

CREATE INDEX hours_entries_organisation_index ON hours_entries (organisation_id, state, worked_until, id);
CREATE INDEX hours_entries_lotse_index ON hours_entries (lotse_id, worked_until, id);
CREATE INDEX hours_entries_state_index ON hours_entries (state, worked_until, id);

-- They went with the table.
CREATE TRIGGER coverage_hours_entries_inserted AFTER INSERT ON hours_entries
BEGIN
    INSERT INTO coverage_changes (request_id) SELECT request_id FROM assignments WHERE id = NEW.assignment_id;
END;

CREATE TRIGGER coverage_hours_entries_updated AFTER UPDATE ON hours_entries
BEGIN
    INSERT INTO coverage_changes (request_id) SELECT request_id FROM assignments WHERE id = NEW.assignment_id;
END;

CREATE TRIGGER coverage_hours_entries_deleted AFTER DELETE ON hours_entries
BEGIN
    INSERT INTO coverage_changes (request_id) SELECT request_id FROM assignments WHERE id = OLD.assignment_id;
END;
