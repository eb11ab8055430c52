-- Support requests and the lists that belong to each.

CREATE TABLE requests (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    carrier_id BLOB NOT NULL REFERENCES organisations (id),
    list_number TEXT,
    client_ref TEXT,
    confirmation_language TEXT,
    service TEXT NOT NULL CONSTRAINT requests_service_check CHECK (service IN ('accompaniment', 'interpreting')),
    topic TEXT NOT NULL
        CONSTRAINT requests_topic_check
        CHECK (topic IN ('authority', 'health', 'school_or_day_care', 'advice', 'job', 'housing', 'child_care', 'bank',
            'leisure')),
    postcode TEXT NOT NULL CONSTRAINT requests_postcode_check CHECK (length(postcode) = 5),
    town TEXT,
    street TEXT,
    meeting_point TEXT,
    lotsen_needed INTEGER NOT NULL CONSTRAINT requests_lotsen_needed_check CHECK (lotsen_needed >= 1),
    gender TEXT CONSTRAINT requests_gender_check CHECK (gender IN ('female', 'male', 'diverse')),
    gender_strength TEXT CONSTRAINT requests_gender_strength_check CHECK (gender_strength IN ('must', 'wish')),
    priority TEXT NOT NULL CONSTRAINT requests_priority_check CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    urgency_reason TEXT,
    posted_at INTEGER NOT NULL,
    deadline INTEGER,
    state TEXT NOT NULL
        CONSTRAINT requests_state_check
        CHECK (state IN ('draft', 'open', 'proposed', 'offered', 'assigned', 'completed', 'cancelled', 'expired',
            'unserved')),
    -- The import recognises a row by the number in the project's own list.
    CONSTRAINT requests_list_number_key UNIQUE (carrier_id, list_number),
    CONSTRAINT requests_gender_wish_check CHECK ((gender IS NULL) = (gender_strength IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX requests_organisation_id_index ON requests (organisation_id);
CREATE INDEX requests_state_index ON requests (state);

CREATE TABLE request_languages (
    request_id BLOB NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    language TEXT NOT NULL CONSTRAINT request_languages_language_check CHECK (length(language) = 3),
    at_least TEXT NOT NULL
        CONSTRAINT request_languages_at_least_check CHECK (at_least IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native')),
    PRIMARY KEY (request_id, position)
) STRICT, WITHOUT ROWID;

-- Dearest first.
CREATE TABLE request_modes (
    request_id BLOB NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    mode TEXT NOT NULL CONSTRAINT request_modes_mode_check CHECK (mode IN ('in_person', 'phone', 'video')),
    PRIMARY KEY (request_id, position)
) STRICT, WITHOUT ROWID;

-- The sittings of each alternative appointment, dearest appointment first. Begins are local times, as people entered
-- them: should the rules for summer time change, two o'clock stays two o'clock.
CREATE TABLE request_sittings (
    request_id BLOB NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    appointment INTEGER NOT NULL,
    sitting INTEGER NOT NULL,
    begins TEXT NOT NULL,
    minutes INTEGER NOT NULL CONSTRAINT request_sittings_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    PRIMARY KEY (request_id, appointment, sitting)
) STRICT, WITHOUT ROWID;

-- Flexible times, local as well.
CREATE TABLE request_windows (
    request_id BLOB NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    earliest TEXT NOT NULL,
    latest TEXT NOT NULL,
    minutes INTEGER NOT NULL CONSTRAINT request_windows_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    PRIMARY KEY (request_id, position),
    CONSTRAINT request_windows_order_check CHECK (earliest < latest)
) STRICT, WITHOUT ROWID;

CREATE TABLE request_qualifications (
    request_id BLOB NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (request_id, position)
) STRICT, WITHOUT ROWID;

-- Lotsen the newcomer knows, and Lotsen who must not be asked. Who declined stands in `declines`.
CREATE TABLE request_lotsen (
    request_id BLOB NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    attitude TEXT NOT NULL CONSTRAINT request_lotsen_attitude_check CHECK (attitude IN ('known', 'excluded')),
    position INTEGER NOT NULL,
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    PRIMARY KEY (request_id, attitude, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX request_lotsen_lotse_id_index ON request_lotsen (lotse_id);
