-- The private calendar of each Lotse who has agreed to something: whoever knows the token reads it.

CREATE TABLE calendar_feeds (
    lotse_id uuid PRIMARY KEY REFERENCES lotsen (id) ON DELETE CASCADE,
    token text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT calendar_feeds_token_key UNIQUE (token)
);
