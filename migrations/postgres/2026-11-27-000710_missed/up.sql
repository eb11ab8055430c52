-- Who did not come, so that a request that no Lotse came to is not taken for served.

ALTER TABLE assignments ADD COLUMN missed text
    CONSTRAINT assignments_missed_check CHECK (missed IN ('lotse', 'newcomer'));

-- The audit knows it of those before.
UPDATE assignments SET missed = (
    SELECT e.details ->> 'who' FROM audit_events e
    WHERE e.subject_kind = 'assignment' AND e.subject_id = assignments.id AND e.action = 'assignment.no_show'
    LIMIT 1
) WHERE state = 'no_show';
