-- Who sends a mail just now, when it was last taken on, and since when it has been in the queue again.

ALTER TABLE outbox ADD COLUMN claim_token uuid;
-- Counts for the rate a minute.
ALTER TABLE outbox ADD COLUMN claimed_at timestamptz;
ALTER TABLE outbox ADD COLUMN retried_at timestamptz;

CREATE INDEX outbox_claimed_index ON outbox (claimed_at) WHERE claimed_at IS NOT NULL;
CREATE INDEX outbox_recipient_index ON outbox (recipient, sent_at);
