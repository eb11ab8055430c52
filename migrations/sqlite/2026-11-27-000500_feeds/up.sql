-- The private calendar of each Lotse who has agreed to something: whoever knows the token reads it.

CREATE TABLE calendar_feeds (
    lotse_id BLOB PRIMARY KEY NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    token TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT calendar_feeds_token_key UNIQUE (token)
) STRICT, WITHOUT ROWID;
