-- Hours in the order of their list, for whoever sees those of all organisations.
CREATE INDEX hours_entries_state_index ON hours_entries (state, worked_until, id);
