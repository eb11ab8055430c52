-- Questions to Lotsen, their answers, and what came of them.

CREATE TABLE offers (
    id uuid PRIMARY KEY,
    proposal_id uuid NOT NULL REFERENCES proposals (id),
    request_id uuid NOT NULL REFERENCES requests (id),
    lotse_id uuid NOT NULL REFERENCES lotsen (id),
    state text NOT NULL
        CONSTRAINT offers_state_check CHECK (state IN ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
    asked_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    answered_at timestamptz,
    CONSTRAINT offers_answered_check CHECK ((state = 'open') = (answered_at IS NULL))
);

CREATE INDEX offers_proposal_id_index ON offers (proposal_id);
CREATE INDEX offers_request_id_index ON offers (request_id);
CREATE INDEX offers_lotse_id_index ON offers (lotse_id, asked_at);
CREATE INDEX offers_expires_at_index ON offers (expires_at) WHERE state = 'open';
-- Nobody is asked the same thing twice at a time.
CREATE UNIQUE INDEX offers_open_key ON offers (request_id, lotse_id) WHERE state = 'open';

-- Who said no to what, or did not answer: not asked again.
CREATE TABLE declines (
    request_id uuid NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    declined_at timestamptz NOT NULL,
    PRIMARY KEY (request_id, lotse_id)
);

CREATE INDEX declines_lotse_id_index ON declines (lotse_id);

CREATE TABLE assignments (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES requests (id),
    lotse_id uuid NOT NULL REFERENCES lotsen (id),
    mode text NOT NULL CONSTRAINT assignments_mode_check CHECK (mode IN ('in_person', 'phone', 'video')),
    state text NOT NULL
        CONSTRAINT assignments_state_check CHECK (state IN ('confirmed', 'completed', 'cancelled', 'no_show'))
);

CREATE INDEX assignments_request_id_index ON assignments (request_id);
CREATE INDEX assignments_lotse_id_index ON assignments (lotse_id);
CREATE UNIQUE INDEX assignments_confirmed_key ON assignments (request_id, lotse_id) WHERE state = 'confirmed';

-- The appointment of an assignment, local times.
CREATE TABLE assignment_sittings (
    assignment_id uuid NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    sitting integer NOT NULL,
    begins timestamp NOT NULL,
    minutes integer NOT NULL CONSTRAINT assignment_sittings_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    PRIMARY KEY (assignment_id, sitting)
);

CREATE INDEX assignment_sittings_begins_index ON assignment_sittings (begins);
