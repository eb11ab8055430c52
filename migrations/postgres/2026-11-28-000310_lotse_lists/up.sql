-- What lists of Lotsen and organisations are sorted by and searched for: folded texts that the program writes, also for rows that
-- were there before.

ALTER TABLE lotsen ADD COLUMN name_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE lotsen ADD COLUMN number_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE lotsen ADD COLUMN search_words text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN name_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN search_words text COLLATE "C" NOT NULL DEFAULT '';

DROP INDEX lotsen_status_index;
CREATE INDEX lotsen_organisation_name_index ON lotsen (organisation_id, status, name_key, id);
CREATE INDEX lotsen_organisation_number_index ON lotsen (organisation_id, status, number_key, id);
CREATE INDEX lotsen_status_name_index ON lotsen (status, name_key, id);
CREATE INDEX lotsen_status_number_index ON lotsen (status, number_key, id);
CREATE INDEX organisations_name_index ON organisations (name_key, id);
CREATE INDEX organisations_kind_index ON organisations (kind, name_key, id);
