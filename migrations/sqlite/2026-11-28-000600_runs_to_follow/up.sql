-- A run can be followed: it waits in the queue under its identity, says how far it has come, and can be called off.

ALTER TABLE matching_runs ADD COLUMN job_id BLOB CHECK (length(job_id) = 16);
ALTER TABLE matching_runs ADD COLUMN phase TEXT CONSTRAINT matching_runs_phase_check
    CHECK (phase IN ('reading', 'candidates', 'solving', 'explaining', 'storing'));
ALTER TABLE matching_runs ADD COLUMN percent INTEGER CONSTRAINT matching_runs_percent_check CHECK (percent BETWEEN 0 AND 100);
ALTER TABLE matching_runs ADD COLUMN stop_asked_at INTEGER;

-- Two more states. Other tables refer to this one, so it is not made anew: SQLite's own way for checks that only take more.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    'state IN (''running'', ''finished'', ''failed'')',
    'state IN (''queued'', ''running'', ''finished'', ''failed'', ''cancelled'')'),
    '(state = ''running'') = (finished_at IS NULL)',
    '(state IN (''queued'', ''running'')) = (finished_at IS NULL)')
WHERE type = 'table' AND name = 'matching_runs';
PRAGMA writable_schema = RESET;
