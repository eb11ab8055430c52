-- What has to happen later: written in the commit that decided on it, claimed by workers.

CREATE TABLE jobs (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    -- While the job waits for its first attempt: another one with the same key would do the same. Cleared by the first claim.
    dedup_key text,
    payload jsonb NOT NULL,
    state text NOT NULL CONSTRAINT jobs_state_check CHECK (state IN ('queued', 'running', 'done', 'dead')),
    attempts integer NOT NULL CONSTRAINT jobs_attempts_check CHECK (attempts >= 0),
    max_attempts integer NOT NULL CONSTRAINT jobs_max_attempts_check CHECK (max_attempts > 0),
    run_at timestamptz NOT NULL,
    -- While a worker is at it: when others may take over, and by which token the worker is known.
    lease_until timestamptz,
    lease_token uuid,
    last_error text,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    CONSTRAINT jobs_dedup_key UNIQUE (kind, dedup_key),
    CONSTRAINT jobs_lease_check
        CHECK ((state = 'running') = (lease_until IS NOT NULL) AND (state = 'running') = (lease_token IS NOT NULL)),
    CONSTRAINT jobs_finished_check CHECK ((state IN ('done', 'dead')) = (finished_at IS NOT NULL))
);

CREATE INDEX jobs_due_index ON jobs (run_at, id) WHERE state = 'queued';
CREATE INDEX jobs_lease_index ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_finished_index ON jobs (finished_at) WHERE finished_at IS NOT NULL;

-- The last slot of each schedule for which a job was queued, so that many workers queue one.
CREATE TABLE schedules (
    name text PRIMARY KEY,
    slot timestamptz NOT NULL
);
