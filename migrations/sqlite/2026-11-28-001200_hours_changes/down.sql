DROP TABLE hours_changes;
