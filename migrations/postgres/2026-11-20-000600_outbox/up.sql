-- Mails that a commit decided on and a worker sends.

CREATE TABLE outbox (
    id uuid PRIMARY KEY,
    -- Fixed when the mail is decided on, so that a mail sent twice is recognised as one.
    message_id text NOT NULL,
    kind text NOT NULL,
    recipient text NOT NULL,
    payload jsonb NOT NULL,
    -- What the mail is about, such as offer and its id. No reference: the mail outlives its cause.
    cause_kind text NOT NULL,
    cause_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT outbox_state_check CHECK (state IN ('queued', 'sent', 'dead')),
    attempts integer NOT NULL CONSTRAINT outbox_attempts_check CHECK (attempts >= 0),
    created_at timestamptz NOT NULL,
    -- While a worker is at it: when others may take over.
    next_attempt_at timestamptz NOT NULL,
    sent_at timestamptz,
    last_error text,
    CONSTRAINT outbox_message_id_key UNIQUE (message_id),
    CONSTRAINT outbox_sent_check CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);

CREATE INDEX outbox_due_index ON outbox (next_attempt_at) WHERE state = 'queued';
CREATE INDEX outbox_cause_index ON outbox (cause_id);
