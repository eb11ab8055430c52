-- Runs of the matching and what they found.

CREATE TABLE matching_runs (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    -- The carrier whose requests were matched; NULL for all.
    carrier_id BLOB REFERENCES organisations (id),
    state TEXT NOT NULL CONSTRAINT matching_runs_state_check CHECK (state IN ('running', 'finished', 'failed')),
    -- The 64 bits of the seed as a signed number.
    seed INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    problem_digest TEXT,
    plan TEXT CHECK (json_valid(plan)),
    totals TEXT CHECK (json_valid(totals)),
    failure TEXT,
    CONSTRAINT matching_runs_finished_check CHECK ((state = 'running') = (finished_at IS NULL))
) STRICT;

CREATE INDEX matching_runs_carrier_id_index ON matching_runs (carrier_id);
CREATE INDEX matching_runs_started_at_index ON matching_runs (started_at);

CREATE TABLE proposals (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    run_id BLOB NOT NULL REFERENCES matching_runs (id),
    request_id BLOB NOT NULL REFERENCES requests (id),
    lotse_id BLOB NOT NULL REFERENCES lotsen (id),
    mode TEXT NOT NULL CONSTRAINT proposals_mode_check CHECK (mode IN ('in_person', 'phone', 'video')),
    -- Minutes of volunteer effort, the unit of the second objective.
    effort INTEGER NOT NULL,
    state TEXT NOT NULL CONSTRAINT proposals_state_check CHECK (state IN ('proposed', 'released', 'dropped')),
    CONSTRAINT proposals_pair_key UNIQUE (run_id, request_id, lotse_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX proposals_request_id_index ON proposals (request_id);
CREATE INDEX proposals_lotse_id_index ON proposals (lotse_id);
CREATE INDEX proposals_state_index ON proposals (state);

-- The appointment of a proposal, local times. A copy: a flexible window offers appointments that no other row holds.
CREATE TABLE proposal_sittings (
    proposal_id BLOB NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    sitting INTEGER NOT NULL,
    begins TEXT NOT NULL,
    minutes INTEGER NOT NULL CONSTRAINT proposal_sittings_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    PRIMARY KEY (proposal_id, sitting)
) STRICT, WITHOUT ROWID;

CREATE TABLE unserved (
    run_id BLOB NOT NULL REFERENCES matching_runs (id),
    request_id BLOB NOT NULL REFERENCES requests (id),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    PRIMARY KEY (run_id, request_id)
) STRICT;

CREATE INDEX unserved_request_id_index ON unserved (request_id);
