-- Who coordinates does so for one carrier: whoever changes to another in the year may have coordinated for both, or for one of them.

CREATE TABLE lotse_coordinations_by_carrier (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    noted_by BLOB NOT NULL,
    noted_at INTEGER NOT NULL,
    PRIMARY KEY (lotse_id, organisation_id, year)
) STRICT, WITHOUT ROWID;

INSERT INTO lotse_coordinations_by_carrier (lotse_id, organisation_id, year, noted_by, noted_at)
SELECT lotse_id, organisation_id, year, noted_by, noted_at FROM lotse_coordinations;

DROP TABLE lotse_coordinations;
ALTER TABLE lotse_coordinations_by_carrier RENAME TO lotse_coordinations;
CREATE INDEX lotse_coordinations_organisation_index ON lotse_coordinations (organisation_id, year);
