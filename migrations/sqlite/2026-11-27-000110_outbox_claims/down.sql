DROP INDEX outbox_recipient_index;
DROP INDEX outbox_claimed_index;
ALTER TABLE outbox DROP COLUMN retried_at;
ALTER TABLE outbox DROP COLUMN claimed_at;
ALTER TABLE outbox DROP COLUMN claim_token;
