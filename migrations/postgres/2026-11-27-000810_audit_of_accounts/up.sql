-- Whoever has logged in acts too.

ALTER TABLE audit_events DROP CONSTRAINT audit_events_actor_kind_check;
ALTER TABLE audit_events ADD CONSTRAINT audit_events_actor_kind_check
    CHECK (actor_kind IN ('system', 'operator', 'lotse', 'requester', 'coordinator', 'user'));

CREATE INDEX audit_events_actor_index ON audit_events (actor_id, id);
