UPDATE outbox SET state = 'dead' WHERE state = 'outdated';

CREATE TABLE outbox_new (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    -- Fixed when the mail is decided on, so that a mail sent twice is recognised as one.
    message_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    -- What the mail is about, such as offer and its id. No reference: the mail outlives its cause.
    cause_kind TEXT NOT NULL,
    cause_id BLOB NOT NULL,
    state TEXT NOT NULL CONSTRAINT outbox_state_check CHECK (state IN ('queued', 'sent', 'dead')),
    attempts INTEGER NOT NULL CONSTRAINT outbox_attempts_check CHECK (attempts >= 0),
    created_at INTEGER NOT NULL,
    -- While a worker is at it: when others may take over.
    next_attempt_at INTEGER NOT NULL,
    sent_at INTEGER,
    last_error TEXT,
    claim_token BLOB,
    -- Counts for the rate a minute.
    claimed_at INTEGER,
    retried_at INTEGER,
    CONSTRAINT outbox_message_id_key UNIQUE (message_id),
    CONSTRAINT outbox_sent_check CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) STRICT;

INSERT INTO outbox_new
SELECT id, message_id, kind, recipient, payload, cause_kind, cause_id, state, attempts, created_at, next_attempt_at, sent_at,
    last_error, claim_token, claimed_at, retried_at
FROM outbox;

DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;

CREATE INDEX outbox_due_index ON outbox (next_attempt_at) WHERE state = 'queued';
CREATE INDEX outbox_cause_index ON outbox (cause_id);
CREATE INDEX outbox_claimed_index ON outbox (claimed_at) WHERE claimed_at IS NOT NULL;
CREATE INDEX outbox_recipient_index ON outbox (recipient, sent_at);
