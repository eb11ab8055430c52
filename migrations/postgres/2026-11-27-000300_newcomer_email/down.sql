ALTER TABLE requests DROP COLUMN newcomer_email;
