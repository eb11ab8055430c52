-- Runs that have not begun are nothing yet, and those called off have failed.
DELETE FROM matching_runs WHERE state = 'queued';
UPDATE matching_runs SET state = 'failed', failure = 'cancelled' WHERE state = 'cancelled';

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    'state IN (''queued'', ''running'', ''finished'', ''failed'', ''cancelled'')',
    'state IN (''running'', ''finished'', ''failed'')'),
    '(state IN (''queued'', ''running'')) = (finished_at IS NULL)',
    '(state = ''running'') = (finished_at IS NULL)')
WHERE type = 'table' AND name = 'matching_runs';
PRAGMA writable_schema = RESET;

ALTER TABLE matching_runs DROP COLUMN stop_asked_at;
ALTER TABLE matching_runs DROP COLUMN percent;
ALTER TABLE matching_runs DROP COLUMN phase;
ALTER TABLE matching_runs DROP COLUMN job_id;
