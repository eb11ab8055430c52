-- Lotsen and the lists that belong to each.

CREATE TABLE lotsen (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    list_number TEXT,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    status TEXT NOT NULL
        CONSTRAINT lotsen_status_check CHECK (status IN ('applicant', 'in_training', 'active', 'paused', 'left')),
    gender TEXT CONSTRAINT lotsen_gender_check CHECK (gender IN ('female', 'male', 'diverse')),
    home TEXT NOT NULL CONSTRAINT lotsen_home_check CHECK (length(home) = 5),
    town TEXT,
    radius_km INTEGER NOT NULL,
    transport TEXT NOT NULL
        CONSTRAINT lotsen_transport_check CHECK (transport IN ('car', 'public_transport', 'bicycle', 'foot')),
    -- False and no windows: never.
    always_available INTEGER NOT NULL CHECK (always_available IN (0, 1)),
    minutes_per_week INTEGER,
    assignments_per_week INTEGER,
    offers_per_week INTEGER,
    consent_on TEXT,
    last_asked_at INTEGER,
    -- The import recognises a row by the number in the project's own list.
    CONSTRAINT lotsen_list_number_key UNIQUE (organisation_id, list_number)
) STRICT, WITHOUT ROWID;

CREATE INDEX lotsen_status_index ON lotsen (status);

CREATE TABLE lotse_modes (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    mode TEXT NOT NULL CONSTRAINT lotse_modes_mode_check CHECK (mode IN ('in_person', 'phone', 'video')),
    PRIMARY KEY (lotse_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lotse_services (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    service TEXT NOT NULL CONSTRAINT lotse_services_service_check CHECK (service IN ('accompaniment', 'interpreting')),
    PRIMARY KEY (lotse_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lotse_languages (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    language TEXT NOT NULL CONSTRAINT lotse_languages_language_check CHECK (length(language) = 3),
    level TEXT NOT NULL
        CONSTRAINT lotse_languages_level_check CHECK (level IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native')),
    PRIMARY KEY (lotse_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lotse_qualifications (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    acquired_on TEXT,
    valid_until TEXT,
    PRIMARY KEY (lotse_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lotse_topics (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    attitude TEXT NOT NULL CONSTRAINT lotse_topics_attitude_check CHECK (attitude IN ('wished', 'refused')),
    position INTEGER NOT NULL,
    topic TEXT NOT NULL
        CONSTRAINT lotse_topics_topic_check
        CHECK (topic IN ('authority', 'health', 'school_or_day_care', 'advice', 'job', 'housing', 'child_care', 'bank',
            'leisure')),
    PRIMARY KEY (lotse_id, attitude, position)
) STRICT, WITHOUT ROWID;

-- Weekly windows in local minutes of the day; weekday 0 is Monday.
CREATE TABLE lotse_availability (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    weekday INTEGER NOT NULL CONSTRAINT lotse_availability_weekday_check CHECK (weekday BETWEEN 0 AND 6),
    from_minute INTEGER NOT NULL,
    to_minute INTEGER NOT NULL,
    PRIMARY KEY (lotse_id, weekday, from_minute),
    CONSTRAINT lotse_availability_order_check CHECK (0 <= from_minute AND from_minute < to_minute AND to_minute <= 1440)
) STRICT, WITHOUT ROWID;

CREATE TABLE lotse_absences (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    PRIMARY KEY (lotse_id, position),
    CONSTRAINT lotse_absences_order_check CHECK (first_on <= last_on)
) STRICT, WITHOUT ROWID;

-- Whom a Lotse does not work for: an organisation or a client, never both in one row.
CREATE TABLE lotse_blocks (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    organisation_id BLOB REFERENCES organisations (id) ON DELETE CASCADE,
    client_ref TEXT,
    PRIMARY KEY (lotse_id, position),
    CONSTRAINT lotse_blocks_one_check CHECK ((organisation_id IS NULL) <> (client_ref IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX lotse_blocks_organisation_id_index ON lotse_blocks (organisation_id);
