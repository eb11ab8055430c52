-- Links by which somebody logs in without a password.

ALTER TABLE account_links DROP CONSTRAINT account_links_purpose_check;
ALTER TABLE account_links ADD CONSTRAINT account_links_purpose_check CHECK (purpose IN ('invitation', 'password_reset', 'log_in'));
