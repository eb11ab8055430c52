-- Links by which somebody logs in without a password. SQLite changes no check of a table, so the table is made anew.

CREATE TABLE account_links_anew (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    secret_hash BLOB NOT NULL CONSTRAINT account_links_secret_hash_check CHECK (length(secret_hash) = 32),
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CONSTRAINT account_links_purpose_check CHECK (purpose IN ('invitation', 'password_reset', 'log_in')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    CONSTRAINT account_links_secret_key UNIQUE (secret_hash)
) STRICT;

INSERT INTO account_links_anew
SELECT id, secret_hash, user_id, purpose, created_at, expires_at, used_at FROM account_links;

DROP TABLE account_links;
ALTER TABLE account_links_anew RENAME TO account_links;

CREATE INDEX account_links_user_id_index ON account_links (user_id);
CREATE INDEX account_links_expires_at_index ON account_links (expires_at);
