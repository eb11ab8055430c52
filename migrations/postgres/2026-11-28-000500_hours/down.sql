DROP TABLE hours_entries;
