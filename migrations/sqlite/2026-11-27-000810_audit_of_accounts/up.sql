-- Whoever has logged in acts too. SQLite changes no check of a table, so the table is made anew.

CREATE TABLE audit_events_anew (
    -- Sorts by time, and within one commit in the order of what was done.
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL CONSTRAINT audit_events_actor_kind_check
        CHECK (actor_kind IN ('system', 'operator', 'lotse', 'requester', 'coordinator', 'user')),
    actor_id BLOB,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    -- Codes, numbers and identities; nothing that names a person.
    details TEXT NOT NULL CHECK (json_valid(details)),
    CONSTRAINT audit_events_actor_check CHECK ((actor_kind IN ('system', 'operator')) = (actor_id IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO audit_events_anew
SELECT id, at, actor_kind, actor_id, action, subject_kind, subject_id, details FROM audit_events;

DROP TABLE audit_events;
ALTER TABLE audit_events_anew RENAME TO audit_events;

CREATE INDEX audit_events_subject_index ON audit_events (subject_id, id);
CREATE INDEX audit_events_actor_index ON audit_events (actor_id, id);

CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are never changed');
END;

CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are never removed');
END;

-- INSERT OR REPLACE would remove a row without asking the trigger above.
CREATE TRIGGER audit_events_no_replace BEFORE INSERT ON audit_events
WHEN EXISTS (SELECT 1 FROM audit_events WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'audit events are never replaced');
END;
