ALTER TABLE proposals DROP COLUMN reviewed_at;
