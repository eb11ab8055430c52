ALTER TABLE assignments DROP COLUMN missed;
