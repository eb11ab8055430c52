-- The keys that sign links in mails. The newest signs; earlier ones open what they have signed.

CREATE TABLE link_keys (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    secret BLOB NOT NULL CONSTRAINT link_keys_secret_check CHECK (length(secret) = 32),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Why a Lotse said no, where they told; an offer that nobody answered has none.
ALTER TABLE declines ADD COLUMN reason TEXT
    CONSTRAINT declines_reason_check CHECK (reason IN ('not_now', 'too_far', 'topic', 'other'));
