-- The organisations and who may borrow whose Lotsen.

CREATE TABLE organisations (
    id uuid PRIMARY KEY,
    kind text NOT NULL CONSTRAINT organisations_kind_check CHECK (kind IN ('carrier', 'agency', 'competence_centre')),
    name text NOT NULL,
    email text,
    CONSTRAINT organisations_name_key UNIQUE (name)
);

-- The regions a carrier serves. Regions themselves are files, not rows.
CREATE TABLE organisation_regions (
    organisation_id uuid NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    position integer NOT NULL,
    region text NOT NULL,
    PRIMARY KEY (organisation_id, position)
);

-- It holds when both have agreed.
CREATE TABLE lendings (
    from_id uuid NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    to_id uuid NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    from_agreed boolean NOT NULL,
    to_agreed boolean NOT NULL,
    PRIMARY KEY (from_id, to_id),
    CONSTRAINT lendings_parties_check CHECK (from_id <> to_id)
);

CREATE INDEX lendings_to_id_index ON lendings (to_id);
