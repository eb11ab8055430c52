DROP TRIGGER audit_events_wait ON audit_events;
DROP FUNCTION audit_events_wait();
DROP TABLE audit_unsealed;
DROP TABLE audit_seals;
