-- The keys that sign links in mails. The newest signs; earlier ones open what they have signed.

CREATE TABLE link_keys (
    id uuid PRIMARY KEY,
    secret bytea NOT NULL CONSTRAINT link_keys_secret_check CHECK (length(secret) = 32),
    created_at timestamptz NOT NULL
);

-- Why a Lotse said no, where they told; an offer that nobody answered has none.
ALTER TABLE declines ADD COLUMN reason text
    CONSTRAINT declines_reason_check CHECK (reason IN ('not_now', 'too_far', 'topic', 'other'));
