-- A run can be followed: it waits in the queue under its identity, says how far it has come, and can be called off.

ALTER TABLE matching_runs ADD COLUMN job_id uuid;
ALTER TABLE matching_runs ADD COLUMN phase text CONSTRAINT matching_runs_phase_check
    CHECK (phase IN ('reading', 'candidates', 'solving', 'explaining', 'storing'));
ALTER TABLE matching_runs ADD COLUMN percent integer CONSTRAINT matching_runs_percent_check CHECK (percent BETWEEN 0 AND 100);
ALTER TABLE matching_runs ADD COLUMN stop_asked_at timestamptz;

ALTER TABLE matching_runs DROP CONSTRAINT matching_runs_state_check;
ALTER TABLE matching_runs ADD CONSTRAINT matching_runs_state_check
    CHECK (state IN ('queued', 'running', 'finished', 'failed', 'cancelled'));
ALTER TABLE matching_runs DROP CONSTRAINT matching_runs_finished_check;
ALTER TABLE matching_runs ADD CONSTRAINT matching_runs_finished_check
    CHECK ((state IN ('queued', 'running')) = (finished_at IS NULL));
