-- Hours of a series over New Year are written down for each year, because each year has its own accounts: one entry an assignment and
-- last sitting of a year.

ALTER TABLE hours_entries DROP CONSTRAINT hours_entries_assignment_key;
ALTER TABLE hours_entries ADD CONSTRAINT hours_entries_assignment_key UNIQUE (assignment_id, worked_until);
