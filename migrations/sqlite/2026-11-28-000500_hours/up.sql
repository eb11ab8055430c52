-- How long assignments took, as Lotsen or their projects write it down and the projects confirm it.

CREATE TABLE hours_entries (
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

CREATE INDEX hours_entries_organisation_index ON hours_entries (organisation_id, state, worked_until, id);
CREATE INDEX hours_entries_lotse_index ON hours_entries (lotse_id, worked_until, id);
