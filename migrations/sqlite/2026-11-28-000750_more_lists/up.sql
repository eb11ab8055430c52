-- What lists of accounts, runs and mails are narrowed to, and indices in the order of these lists and of agreements to lend.

-- Folded words of name and address; written by the program for accounts that are there.
ALTER TABLE users ADD COLUMN search_words TEXT NOT NULL DEFAULT '';
CREATE INDEX users_email_index ON users (email_key, id);
CREATE INDEX users_newest_index ON users (created_at, id);

-- How a run came about. Of those that are there it is known of those that can be followed; one over all carriers comes by the clock.
ALTER TABLE matching_runs ADD COLUMN begun_by TEXT NOT NULL DEFAULT 'event'
    CONSTRAINT matching_runs_begun_by_check CHECK (begun_by IN ('ordered', 'event', 'schedule'));
UPDATE matching_runs SET begun_by = 'ordered' WHERE job_id IS NOT NULL;
UPDATE matching_runs SET begun_by = 'schedule' WHERE job_id IS NULL AND carrier_id IS NULL;

-- The address in lower case.
ALTER TABLE outbox ADD COLUMN recipient_key TEXT NOT NULL DEFAULT '';
UPDATE outbox SET recipient_key = lower(recipient);
CREATE INDEX outbox_recipient_key_index ON outbox (recipient_key, state, created_at, id);

DROP INDEX lendings_to_id_index;
CREATE INDEX lendings_to_index ON lendings (to_id, from_id);
