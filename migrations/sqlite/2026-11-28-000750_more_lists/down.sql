DROP INDEX lendings_to_index;
CREATE INDEX lendings_to_id_index ON lendings (to_id);
DROP INDEX outbox_recipient_key_index;
ALTER TABLE outbox DROP COLUMN recipient_key;
ALTER TABLE matching_runs DROP COLUMN begun_by;
DROP INDEX users_newest_index;
DROP INDEX users_email_index;
ALTER TABLE users DROP COLUMN search_words;
