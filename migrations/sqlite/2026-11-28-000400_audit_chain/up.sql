-- The chain of the audit: each event is sealed by a hash of itself and of the seal before, so that a change or a gap shows.

CREATE TABLE audit_seals (
    -- Counts up from 1 without a gap.
    number INTEGER PRIMARY KEY NOT NULL,
    -- No reference: a seal outlives a removed event and so tells of it.
    event_id BLOB NOT NULL CHECK (length(event_id) = 16),
    hash BLOB NOT NULL CONSTRAINT audit_seals_hash_check CHECK (length(hash) = 32),
    CONSTRAINT audit_seals_event_key UNIQUE (event_id)
) STRICT;

-- Events that were committed and are not sealed yet.
CREATE TABLE audit_unsealed (
    event_id BLOB PRIMARY KEY NOT NULL CHECK (length(event_id) = 16)
) STRICT, WITHOUT ROWID;

INSERT INTO audit_unsealed (event_id) SELECT id FROM audit_events;

CREATE TRIGGER audit_events_wait AFTER INSERT ON audit_events
BEGIN
    INSERT INTO audit_unsealed (event_id) VALUES (NEW.id);
END;

CREATE TRIGGER audit_seals_no_update BEFORE UPDATE ON audit_seals
BEGIN
    SELECT RAISE(ABORT, 'seals are never changed');
END;

CREATE TRIGGER audit_seals_no_delete BEFORE DELETE ON audit_seals
BEGIN
    SELECT RAISE(ABORT, 'seals are never removed');
END;

-- INSERT OR REPLACE would remove a row without asking the trigger above.
CREATE TRIGGER audit_seals_no_replace BEFORE INSERT ON audit_seals
WHEN EXISTS (SELECT 1 FROM audit_seals WHERE number = NEW.number OR event_id = NEW.event_id)
BEGIN
    SELECT RAISE(ABORT, 'seals are never replaced');
END;
