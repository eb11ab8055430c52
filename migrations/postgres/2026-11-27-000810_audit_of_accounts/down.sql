-- What accounts did, and what was done to them, cannot be told without accounts.
ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only;
DELETE FROM audit_events WHERE NOT (subject_kind IN ('request', 'offer', 'assignment') AND actor_kind <> 'user');
ALTER TABLE audit_events ENABLE TRIGGER audit_events_append_only;

ALTER TABLE audit_events DROP CONSTRAINT audit_events_actor_kind_check;
ALTER TABLE audit_events ADD CONSTRAINT audit_events_actor_kind_check
    CHECK (actor_kind IN ('system', 'operator', 'lotse', 'requester', 'coordinator'));

DROP INDEX audit_events_actor_index;
