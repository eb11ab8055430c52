-- Runs of the matching and what they found.

CREATE TABLE matching_runs (
    id uuid PRIMARY KEY,
    -- The carrier whose requests were matched; NULL for all.
    carrier_id uuid REFERENCES organisations (id),
    state text NOT NULL CONSTRAINT matching_runs_state_check CHECK (state IN ('running', 'finished', 'failed')),
    -- The 64 bits of the seed as a signed number.
    seed bigint NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    problem_digest text,
    plan jsonb,
    totals jsonb,
    failure text,
    CONSTRAINT matching_runs_finished_check CHECK ((state = 'running') = (finished_at IS NULL))
);

CREATE INDEX matching_runs_carrier_id_index ON matching_runs (carrier_id);
CREATE INDEX matching_runs_started_at_index ON matching_runs (started_at);

CREATE TABLE proposals (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL REFERENCES matching_runs (id),
    request_id uuid NOT NULL REFERENCES requests (id),
    lotse_id uuid NOT NULL REFERENCES lotsen (id),
    mode text NOT NULL CONSTRAINT proposals_mode_check CHECK (mode IN ('in_person', 'phone', 'video')),
    -- Minutes of volunteer effort, the unit of the second objective.
    effort bigint NOT NULL,
    state text NOT NULL CONSTRAINT proposals_state_check CHECK (state IN ('proposed', 'released', 'dropped')),
    CONSTRAINT proposals_pair_key UNIQUE (run_id, request_id, lotse_id)
);

CREATE INDEX proposals_request_id_index ON proposals (request_id);
CREATE INDEX proposals_lotse_id_index ON proposals (lotse_id);
CREATE INDEX proposals_state_index ON proposals (state);

-- The appointment of a proposal, local times. A copy: a flexible window offers appointments that no other row holds.
CREATE TABLE proposal_sittings (
    proposal_id uuid NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    sitting integer NOT NULL,
    begins timestamp NOT NULL,
    minutes integer NOT NULL CONSTRAINT proposal_sittings_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    PRIMARY KEY (proposal_id, sitting)
);

CREATE TABLE unserved (
    run_id uuid NOT NULL REFERENCES matching_runs (id),
    request_id uuid NOT NULL REFERENCES requests (id),
    reasons jsonb NOT NULL,
    PRIMARY KEY (run_id, request_id)
);

CREATE INDEX unserved_request_id_index ON unserved (request_id);
