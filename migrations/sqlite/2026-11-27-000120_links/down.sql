ALTER TABLE declines DROP COLUMN reason;
DROP TABLE link_keys;
