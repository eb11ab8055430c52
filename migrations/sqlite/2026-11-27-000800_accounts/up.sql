-- Accounts: who may log in, what they may do, and how they prove who they are. No secret stands here as it is given out.

CREATE TABLE users (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    email TEXT NOT NULL,
    -- The address in lower case: nobody has two accounts because of a capital letter.
    email_key TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL CONSTRAINT users_language_check CHECK (language IN ('de', 'en')),
    -- In PHC form, with its parameters; absent until the invitation is taken.
    password_hash TEXT,
    -- The secret of the second factor; it counts once it was shown to work. The step is the last one that was used.
    totp_secret BLOB,
    totp_confirmed_at INTEGER,
    totp_last_step INTEGER,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    CONSTRAINT users_email_key UNIQUE (email_key),
    CONSTRAINT users_totp_check CHECK (totp_secret IS NOT NULL OR (totp_confirmed_at IS NULL AND totp_last_step IS NULL))
) STRICT;

-- What somebody is, and where. The place is the organisation, the Lotse, or for operators the user.
CREATE TABLE memberships (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role TEXT NOT NULL CONSTRAINT memberships_role_check
        CHECK (role IN ('operator', 'competence_centre', 'coordinator', 'requester', 'lotse')),
    place BLOB NOT NULL,
    organisation_id BLOB REFERENCES organisations (id) ON DELETE CASCADE,
    lotse_id BLOB REFERENCES lotsen (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, role, place),
    CONSTRAINT memberships_place_check CHECK (
        CASE role
            WHEN 'operator' THEN organisation_id IS NULL AND lotse_id IS NULL AND place = user_id
            WHEN 'lotse' THEN organisation_id IS NULL AND lotse_id IS NOT NULL AND place = lotse_id
            ELSE organisation_id IS NOT NULL AND lotse_id IS NULL AND place = organisation_id
        END
    )
) STRICT, WITHOUT ROWID;

CREATE INDEX memberships_organisation_id_index ON memberships (organisation_id);
CREATE INDEX memberships_lotse_id_index ON memberships (lotse_id);
CREATE INDEX memberships_role_index ON memberships (role);

-- Log-ins that last.
CREATE TABLE sessions (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    -- SHA-256 of what the browser holds.
    secret_hash BLOB NOT NULL CONSTRAINT sessions_secret_hash_check CHECK (length(secret_hash) = 32),
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    -- To the minute.
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    second_factor INTEGER NOT NULL CHECK (second_factor IN (0, 1)),
    client TEXT,
    CONSTRAINT sessions_secret_key UNIQUE (secret_hash)
) STRICT;

CREATE INDEX sessions_user_id_index ON sessions (user_id);
CREATE INDEX sessions_expires_at_index ON sessions (expires_at);
CREATE INDEX sessions_last_seen_at_index ON sessions (last_seen_at);

-- Keys with which programs log in.
CREATE TABLE api_tokens (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    secret_hash BLOB NOT NULL CONSTRAINT api_tokens_secret_hash_check CHECK (length(secret_hash) = 32),
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER,
    CONSTRAINT api_tokens_secret_key UNIQUE (secret_hash)
) STRICT;

CREATE INDEX api_tokens_user_id_index ON api_tokens (user_id);
CREATE INDEX api_tokens_expires_at_index ON api_tokens (expires_at);

CREATE TABLE api_token_scopes (
    token_id BLOB NOT NULL REFERENCES api_tokens (id) ON DELETE CASCADE,
    scope TEXT NOT NULL,
    PRIMARY KEY (token_id, scope)
) STRICT, WITHOUT ROWID;

-- Links in mails with which somebody chooses a password, once.
CREATE TABLE account_links (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    secret_hash BLOB NOT NULL CONSTRAINT account_links_secret_hash_check CHECK (length(secret_hash) = 32),
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CONSTRAINT account_links_purpose_check CHECK (purpose IN ('invitation', 'password_reset')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    CONSTRAINT account_links_secret_key UNIQUE (secret_hash)
) STRICT;

CREATE INDEX account_links_user_id_index ON account_links (user_id);
CREATE INDEX account_links_expires_at_index ON account_links (expires_at);

-- Codes for those who have lost their second factor, each good once.
CREATE TABLE recovery_codes (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL CONSTRAINT recovery_codes_code_hash_check CHECK (length(code_hash) = 32),
    used_at INTEGER,
    PRIMARY KEY (user_id, code_hash)
) STRICT, WITHOUT ROWID;

-- How often somebody has tried of late: one row an account, known or not, and one a network address. Only hashes of both.
CREATE TABLE login_attempts (
    kind TEXT NOT NULL CONSTRAINT login_attempts_kind_check CHECK (kind IN ('account', 'address', 'mail')),
    key BLOB NOT NULL CONSTRAINT login_attempts_key_check CHECK (length(key) = 32),
    attempts INTEGER NOT NULL CONSTRAINT login_attempts_attempts_check CHECK (attempts >= 0),
    last_at INTEGER NOT NULL,
    blocked_until INTEGER,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX login_attempts_last_at_index ON login_attempts (last_at);
