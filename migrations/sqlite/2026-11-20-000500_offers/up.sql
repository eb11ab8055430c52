-- Questions to Lotsen, their answers, and what came of them.

CREATE TABLE offers (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    proposal_id BLOB NOT NULL REFERENCES proposals (id),
    request_id BLOB NOT NULL REFERENCES requests (id),
    lotse_id BLOB NOT NULL REFERENCES lotsen (id),
    state TEXT NOT NULL
        CONSTRAINT offers_state_check CHECK (state IN ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
    asked_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    answered_at INTEGER,
    CONSTRAINT offers_answered_check CHECK ((state = 'open') = (answered_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX offers_proposal_id_index ON offers (proposal_id);
CREATE INDEX offers_request_id_index ON offers (request_id);
CREATE INDEX offers_lotse_id_index ON offers (lotse_id, asked_at);
CREATE INDEX offers_expires_at_index ON offers (expires_at) WHERE state = 'open';
-- Nobody is asked the same thing twice at a time.
CREATE UNIQUE INDEX offers_open_key ON offers (request_id, lotse_id) WHERE state = 'open';

-- Who said no to what, or did not answer: not asked again.
CREATE TABLE declines (
    request_id BLOB NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    declined_at INTEGER NOT NULL,
    PRIMARY KEY (request_id, lotse_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX declines_lotse_id_index ON declines (lotse_id);

CREATE TABLE assignments (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    request_id BLOB NOT NULL REFERENCES requests (id),
    lotse_id BLOB NOT NULL REFERENCES lotsen (id),
    mode TEXT NOT NULL CONSTRAINT assignments_mode_check CHECK (mode IN ('in_person', 'phone', 'video')),
    state TEXT NOT NULL
        CONSTRAINT assignments_state_check CHECK (state IN ('confirmed', 'completed', 'cancelled', 'no_show'))
) STRICT, WITHOUT ROWID;

CREATE INDEX assignments_request_id_index ON assignments (request_id);
CREATE INDEX assignments_lotse_id_index ON assignments (lotse_id);
CREATE UNIQUE INDEX assignments_confirmed_key ON assignments (request_id, lotse_id) WHERE state = 'confirmed';

-- The appointment of an assignment, local times.
CREATE TABLE assignment_sittings (
    assignment_id BLOB NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    sitting INTEGER NOT NULL,
    begins TEXT NOT NULL,
    minutes INTEGER NOT NULL CONSTRAINT assignment_sittings_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    PRIMARY KEY (assignment_id, sitting)
) STRICT, WITHOUT ROWID;

CREATE INDEX assignment_sittings_begins_index ON assignment_sittings (begins);
