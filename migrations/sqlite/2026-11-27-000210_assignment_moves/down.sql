DROP TABLE request_agreed_sittings;
ALTER TABLE assignments DROP COLUMN sequence;
