DROP TABLE newcomer_entries;
