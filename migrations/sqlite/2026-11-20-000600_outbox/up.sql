-- Mails that a commit decided on and a worker sends.

CREATE TABLE outbox (
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
    CONSTRAINT outbox_message_id_key UNIQUE (message_id),
    CONSTRAINT outbox_sent_check CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) STRICT;

CREATE INDEX outbox_due_index ON outbox (next_attempt_at) WHERE state = 'queued';
CREATE INDEX outbox_cause_index ON outbox (cause_id);
