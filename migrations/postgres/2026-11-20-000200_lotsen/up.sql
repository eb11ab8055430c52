-- Lotsen and the lists that belong to each.

CREATE TABLE lotsen (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    list_number text,
    given_name text NOT NULL,
    family_name text NOT NULL,
    email text,
    phone text,
    status text NOT NULL
        CONSTRAINT lotsen_status_check CHECK (status IN ('applicant', 'in_training', 'active', 'paused', 'left')),
    gender text CONSTRAINT lotsen_gender_check CHECK (gender IN ('female', 'male', 'diverse')),
    home text NOT NULL CONSTRAINT lotsen_home_check CHECK (length(home) = 5),
    town text,
    radius_km integer NOT NULL,
    transport text NOT NULL
        CONSTRAINT lotsen_transport_check CHECK (transport IN ('car', 'public_transport', 'bicycle', 'foot')),
    -- False and no windows: never.
    always_available boolean NOT NULL,
    minutes_per_week bigint,
    assignments_per_week bigint,
    offers_per_week bigint,
    consent_on date,
    last_asked_at timestamptz,
    -- The import recognises a row by the number in the project's own list.
    CONSTRAINT lotsen_list_number_key UNIQUE (organisation_id, list_number)
);

CREATE INDEX lotsen_status_index ON lotsen (status);

CREATE TABLE lotse_modes (
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position integer NOT NULL,
    mode text NOT NULL CONSTRAINT lotse_modes_mode_check CHECK (mode IN ('in_person', 'phone', 'video')),
    PRIMARY KEY (lotse_id, position)
);

CREATE TABLE lotse_services (
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position integer NOT NULL,
    service text NOT NULL CONSTRAINT lotse_services_service_check CHECK (service IN ('accompaniment', 'interpreting')),
    PRIMARY KEY (lotse_id, position)
);

CREATE TABLE lotse_languages (
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position integer NOT NULL,
    language text NOT NULL CONSTRAINT lotse_languages_language_check CHECK (length(language) = 3),
    level text NOT NULL
        CONSTRAINT lotse_languages_level_check CHECK (level IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native')),
    PRIMARY KEY (lotse_id, position)
);

CREATE TABLE lotse_qualifications (
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position integer NOT NULL,
    code text NOT NULL,
    acquired_on date,
    valid_until date,
    PRIMARY KEY (lotse_id, position)
);

CREATE TABLE lotse_topics (
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    attitude text NOT NULL CONSTRAINT lotse_topics_attitude_check CHECK (attitude IN ('wished', 'refused')),
    position integer NOT NULL,
    topic text NOT NULL
        CONSTRAINT lotse_topics_topic_check
        CHECK (topic IN ('authority', 'health', 'school_or_day_care', 'advice', 'job', 'housing', 'child_care', 'bank',
            'leisure')),
    PRIMARY KEY (lotse_id, attitude, position)
);

-- Weekly windows in local minutes of the day; weekday 0 is Monday.
CREATE TABLE lotse_availability (
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    weekday integer NOT NULL CONSTRAINT lotse_availability_weekday_check CHECK (weekday BETWEEN 0 AND 6),
    from_minute integer NOT NULL,
    to_minute integer NOT NULL,
    PRIMARY KEY (lotse_id, weekday, from_minute),
    CONSTRAINT lotse_availability_order_check CHECK (0 <= from_minute AND from_minute < to_minute AND to_minute <= 1440)
);

CREATE TABLE lotse_absences (
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position integer NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    PRIMARY KEY (lotse_id, position),
    CONSTRAINT lotse_absences_order_check CHECK (first_on <= last_on)
);

-- Whom a Lotse does not work for: an organisation or a client, never both in one row.
CREATE TABLE lotse_blocks (
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position integer NOT NULL,
    organisation_id uuid REFERENCES organisations (id) ON DELETE CASCADE,
    client_ref text,
    PRIMARY KEY (lotse_id, position),
    CONSTRAINT lotse_blocks_one_check CHECK ((organisation_id IS NULL) <> (client_ref IS NULL))
);

CREATE INDEX lotse_blocks_organisation_id_index ON lotse_blocks (organisation_id);
