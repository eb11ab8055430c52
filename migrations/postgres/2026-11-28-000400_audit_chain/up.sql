-- The chain of the audit: each event is sealed by a hash of itself and of the seal before, so that a change or a gap shows.

CREATE TABLE audit_seals (
    -- Counts up from 1 without a gap.
    number bigint PRIMARY KEY,
    -- No reference: a seal outlives a removed event and so tells of it.
    event_id uuid NOT NULL,
    hash bytea NOT NULL CONSTRAINT audit_seals_hash_check CHECK (length(hash) = 32),
    CONSTRAINT audit_seals_event_key UNIQUE (event_id)
);

-- Events that were committed and are not sealed yet.
CREATE TABLE audit_unsealed (
    event_id uuid PRIMARY KEY
);

INSERT INTO audit_unsealed (event_id) SELECT id FROM audit_events;

CREATE FUNCTION audit_events_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unsealed (event_id) VALUES (NEW.id);
    RETURN NULL;
END;
$$;

CREATE TRIGGER audit_events_wait AFTER INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION audit_events_wait();

CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION audit_events_stay();
