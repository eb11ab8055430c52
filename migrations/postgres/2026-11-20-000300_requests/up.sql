-- Support requests and the lists that belong to each.

CREATE TABLE requests (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    carrier_id uuid NOT NULL REFERENCES organisations (id),
    list_number text,
    client_ref text,
    confirmation_language text,
    service text NOT NULL CONSTRAINT requests_service_check CHECK (service IN ('accompaniment', 'interpreting')),
    topic text NOT NULL
        CONSTRAINT requests_topic_check
        CHECK (topic IN ('authority', 'health', 'school_or_day_care', 'advice', 'job', 'housing', 'child_care', 'bank',
            'leisure')),
    postcode text NOT NULL CONSTRAINT requests_postcode_check CHECK (length(postcode) = 5),
    town text,
    street text,
    meeting_point text,
    lotsen_needed integer NOT NULL CONSTRAINT requests_lotsen_needed_check CHECK (lotsen_needed >= 1),
    gender text CONSTRAINT requests_gender_check CHECK (gender IN ('female', 'male', 'diverse')),
    gender_strength text CONSTRAINT requests_gender_strength_check CHECK (gender_strength IN ('must', 'wish')),
    priority text NOT NULL CONSTRAINT requests_priority_check CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    urgency_reason text,
    posted_at timestamptz NOT NULL,
    deadline timestamptz,
    state text NOT NULL
        CONSTRAINT requests_state_check
        CHECK (state IN ('draft', 'open', 'proposed', 'offered', 'assigned', 'completed', 'cancelled', 'expired',
            'unserved')),
    -- The import recognises a row by the number in the project's own list.
    CONSTRAINT requests_list_number_key UNIQUE (carrier_id, list_number),
    CONSTRAINT requests_gender_wish_check CHECK ((gender IS NULL) = (gender_strength IS NULL))
);

CREATE INDEX requests_organisation_id_index ON requests (organisation_id);
CREATE INDEX requests_state_index ON requests (state);

CREATE TABLE request_languages (
    request_id uuid NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position integer NOT NULL,
    language text NOT NULL CONSTRAINT request_languages_language_check CHECK (length(language) = 3),
    at_least text NOT NULL
        CONSTRAINT request_languages_at_least_check CHECK (at_least IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native')),
    PRIMARY KEY (request_id, position)
);

-- Dearest first.
CREATE TABLE request_modes (
    request_id uuid NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position integer NOT NULL,
    mode text NOT NULL CONSTRAINT request_modes_mode_check CHECK (mode IN ('in_person', 'phone', 'video')),
    PRIMARY KEY (request_id, position)
);

-- The sittings of each alternative appointment, dearest appointment first. Begins are local times, as people entered
-- them: should the rules for summer time change, two o'clock stays two o'clock.
CREATE TABLE request_sittings (
    request_id uuid NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    appointment integer NOT NULL,
    sitting integer NOT NULL,
    begins timestamp NOT NULL,
    minutes integer NOT NULL CONSTRAINT request_sittings_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    PRIMARY KEY (request_id, appointment, sitting)
);

-- Flexible times, local as well.
CREATE TABLE request_windows (
    request_id uuid NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position integer NOT NULL,
    earliest timestamp NOT NULL,
    latest timestamp NOT NULL,
    minutes integer NOT NULL CONSTRAINT request_windows_minutes_check CHECK (minutes BETWEEN 1 AND 1440),
    PRIMARY KEY (request_id, position),
    CONSTRAINT request_windows_order_check CHECK (earliest < latest)
);

CREATE TABLE request_qualifications (
    request_id uuid NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position integer NOT NULL,
    code text NOT NULL,
    PRIMARY KEY (request_id, position)
);

-- Lotsen the newcomer knows, and Lotsen who must not be asked. Who declined stands in `declines`.
CREATE TABLE request_lotsen (
    request_id uuid NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    attitude text NOT NULL CONSTRAINT request_lotsen_attitude_check CHECK (attitude IN ('known', 'excluded')),
    position integer NOT NULL,
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    PRIMARY KEY (request_id, attitude, position)
);

CREATE INDEX request_lotsen_lotse_id_index ON request_lotsen (lotse_id);
