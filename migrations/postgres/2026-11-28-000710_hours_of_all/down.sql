DROP INDEX hours_entries_state_index;
