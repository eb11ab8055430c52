-- Where a newcomer who wants it gets the confirmation; used once a Lotse has said yes, and for nothing before.
ALTER TABLE requests ADD COLUMN newcomer_email text;
