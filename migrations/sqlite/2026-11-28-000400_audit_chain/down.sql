DROP TRIGGER audit_events_wait;
DROP TABLE audit_unsealed;
DROP TABLE audit_seals;
