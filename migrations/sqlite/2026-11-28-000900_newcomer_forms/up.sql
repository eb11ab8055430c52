-- The projects whose form newcomers may fill in themselves.
CREATE TABLE newcomer_forms (
    organisation_id BLOB PRIMARY KEY NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    opened_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The requests that came by such a form.
CREATE TABLE newcomer_asks (
    request_id BLOB PRIMARY KEY NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
