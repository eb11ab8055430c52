-- Fails where an assignment has entries of two years: which of them should go, nobody can say.
ALTER TABLE hours_entries DROP CONSTRAINT hours_entries_assignment_key;
ALTER TABLE hours_entries ADD CONSTRAINT hours_entries_assignment_key UNIQUE (assignment_id);
