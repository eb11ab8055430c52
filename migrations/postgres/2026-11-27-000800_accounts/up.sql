-- Accounts: who may log in, what they may do, and how they prove who they are. No secret stands here as it is given out.

CREATE TABLE users (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    -- The address in lower case: nobody has two accounts because of a capital letter.
    email_key text NOT NULL,
    name text NOT NULL,
    language text NOT NULL CONSTRAINT users_language_check CHECK (language IN ('de', 'en')),
    -- In PHC form, with its parameters; absent until the invitation is taken.
    password_hash text,
    -- The secret of the second factor; it counts once it was shown to work. The step is the last one that was used.
    totp_secret bytea,
    totp_confirmed_at timestamptz,
    totp_last_step bigint,
    created_at timestamptz NOT NULL,
    disabled_at timestamptz,
    CONSTRAINT users_email_key UNIQUE (email_key),
    CONSTRAINT users_totp_check CHECK (totp_secret IS NOT NULL OR (totp_confirmed_at IS NULL AND totp_last_step IS NULL))
);

-- What somebody is, and where. The place is the organisation, the Lotse, or for operators the user.
CREATE TABLE memberships (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role text NOT NULL CONSTRAINT memberships_role_check
        CHECK (role IN ('operator', 'competence_centre', 'coordinator', 'requester', 'lotse')),
    place uuid NOT NULL,
    organisation_id uuid REFERENCES organisations (id) ON DELETE CASCADE,
    lotse_id uuid REFERENCES lotsen (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, role, place),
    CONSTRAINT memberships_place_check CHECK (
        CASE role
            WHEN 'operator' THEN organisation_id IS NULL AND lotse_id IS NULL AND place = user_id
            WHEN 'lotse' THEN organisation_id IS NULL AND lotse_id IS NOT NULL AND place = lotse_id
            ELSE organisation_id IS NOT NULL AND lotse_id IS NULL AND place = organisation_id
        END
    )
);

CREATE INDEX memberships_organisation_id_index ON memberships (organisation_id);
CREATE INDEX memberships_lotse_id_index ON memberships (lotse_id);
CREATE INDEX memberships_role_index ON memberships (role);

-- Log-ins that last.
CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    -- SHA-256 of what the browser holds.
    secret_hash bytea NOT NULL CONSTRAINT sessions_secret_hash_check CHECK (length(secret_hash) = 32),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    -- To the minute.
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    second_factor boolean NOT NULL,
    client text,
    CONSTRAINT sessions_secret_key UNIQUE (secret_hash)
);

CREATE INDEX sessions_user_id_index ON sessions (user_id);
CREATE INDEX sessions_expires_at_index ON sessions (expires_at);
CREATE INDEX sessions_last_seen_at_index ON sessions (last_seen_at);

-- Keys with which programs log in.
CREATE TABLE api_tokens (
    id uuid PRIMARY KEY,
    secret_hash bytea NOT NULL CONSTRAINT api_tokens_secret_hash_check CHECK (length(secret_hash) = 32),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT api_tokens_secret_key UNIQUE (secret_hash)
);

CREATE INDEX api_tokens_user_id_index ON api_tokens (user_id);
CREATE INDEX api_tokens_expires_at_index ON api_tokens (expires_at);

CREATE TABLE api_token_scopes (
    token_id uuid NOT NULL REFERENCES api_tokens (id) ON DELETE CASCADE,
    scope text NOT NULL,
    PRIMARY KEY (token_id, scope)
);

-- Links in mails with which somebody chooses a password, once.
CREATE TABLE account_links (
    id uuid PRIMARY KEY,
    secret_hash bytea NOT NULL CONSTRAINT account_links_secret_hash_check CHECK (length(secret_hash) = 32),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose text NOT NULL CONSTRAINT account_links_purpose_check CHECK (purpose IN ('invitation', 'password_reset')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT account_links_secret_key UNIQUE (secret_hash)
);

CREATE INDEX account_links_user_id_index ON account_links (user_id);
CREATE INDEX account_links_expires_at_index ON account_links (expires_at);

-- Codes for those who have lost their second factor, each good once.
CREATE TABLE recovery_codes (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash bytea NOT NULL CONSTRAINT recovery_codes_code_hash_check CHECK (length(code_hash) = 32),
    used_at timestamptz,
    PRIMARY KEY (user_id, code_hash)
);

-- How often somebody has tried of late: one row an account, known or not, and one a network address. Only hashes of both.
CREATE TABLE login_attempts (
    kind text NOT NULL CONSTRAINT login_attempts_kind_check CHECK (kind IN ('account', 'address', 'mail')),
    key bytea NOT NULL CONSTRAINT login_attempts_key_check CHECK (length(key) = 32),
    attempts integer NOT NULL CONSTRAINT login_attempts_attempts_check CHECK (attempts >= 0),
    last_at timestamptz NOT NULL,
    blocked_until timestamptz,
    PRIMARY KEY (kind, key)
);

CREATE INDEX login_attempts_last_at_index ON login_attempts (last_at);
