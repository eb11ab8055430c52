-- Mails that no longer held when their turn came stand apart from those that were given up.

ALTER TABLE outbox DROP CONSTRAINT outbox_state_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_state_check CHECK (state IN ('queued', 'sent', 'dead', 'outdated'));

-- Those before are known by their reason.
UPDATE outbox SET state = 'outdated' WHERE state = 'dead' AND last_error LIKE '%, so the mail was not sent';
