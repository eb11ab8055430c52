-- The projects whose form newcomers may fill in themselves.
CREATE TABLE newcomer_forms (
    organisation_id uuid PRIMARY KEY NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    opened_at timestamptz NOT NULL
);

-- The requests that came by such a form.
CREATE TABLE newcomer_asks (
    request_id uuid PRIMARY KEY NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    asked_at timestamptz NOT NULL
);
