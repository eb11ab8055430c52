-- The organisations and who may borrow whose Lotsen.

CREATE TABLE organisations (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    kind TEXT NOT NULL CONSTRAINT organisations_kind_check CHECK (kind IN ('carrier', 'agency', 'competence_centre')),
    name TEXT NOT NULL,
    email TEXT,
    CONSTRAINT organisations_name_key UNIQUE (name)
) STRICT, WITHOUT ROWID;

-- The regions a carrier serves. Regions themselves are files, not rows.
CREATE TABLE organisation_regions (
    organisation_id BLOB NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    region TEXT NOT NULL,
    PRIMARY KEY (organisation_id, position)
) STRICT, WITHOUT ROWID;

-- It holds when both have agreed.
CREATE TABLE lendings (
    from_id BLOB NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    to_id BLOB NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    from_agreed INTEGER NOT NULL CHECK (from_agreed IN (0, 1)),
    to_agreed INTEGER NOT NULL CHECK (to_agreed IN (0, 1)),
    PRIMARY KEY (from_id, to_id),
    CONSTRAINT lendings_parties_check CHECK (from_id <> to_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX lendings_to_id_index ON lendings (to_id);
