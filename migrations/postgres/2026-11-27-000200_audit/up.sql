-- What happened to requests, offers and assignments, and who did it: written with the move itself, never changed.

CREATE TABLE audit_events (
    -- Sorts by time, and within one commit in the order of what was done.
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_kind text NOT NULL CONSTRAINT audit_events_actor_kind_check
        CHECK (actor_kind IN ('system', 'operator', 'lotse', 'requester', 'coordinator')),
    actor_id uuid,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    -- Codes, numbers and identities; nothing that names a person.
    details jsonb NOT NULL,
    CONSTRAINT audit_events_actor_check CHECK ((actor_kind IN ('system', 'operator')) = (actor_id IS NULL))
);

CREATE INDEX audit_events_subject_index ON audit_events (subject_id, id);

CREATE FUNCTION audit_events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events are never changed and never removed';
END;
$$;

CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION audit_events_stay();
