-- Runs that have not begun are nothing yet, and those called off have failed.
DELETE FROM matching_runs WHERE state = 'queued';
UPDATE matching_runs SET state = 'failed', failure = 'cancelled' WHERE state = 'cancelled';

ALTER TABLE matching_runs DROP CONSTRAINT matching_runs_finished_check;
ALTER TABLE matching_runs ADD CONSTRAINT matching_runs_finished_check CHECK ((state = 'running') = (finished_at IS NULL));
ALTER TABLE matching_runs DROP CONSTRAINT matching_runs_state_check;
ALTER TABLE matching_runs ADD CONSTRAINT matching_runs_state_check CHECK (state IN ('running', 'finished', 'failed'));

ALTER TABLE matching_runs DROP COLUMN stop_asked_at;
ALTER TABLE matching_runs DROP COLUMN percent;
ALTER TABLE matching_runs DROP COLUMN phase;
ALTER TABLE matching_runs DROP COLUMN job_id;
