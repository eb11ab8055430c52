-- Of those for several carriers the one that was noted last is kept.
DELETE FROM lotse_coordinations WHERE EXISTS (
    SELECT 1 FROM lotse_coordinations AS other
    WHERE other.lotse_id = lotse_coordinations.lotse_id AND other.year = lotse_coordinations.year
      AND (other.noted_at, other.organisation_id) > (lotse_coordinations.noted_at, lotse_coordinations.organisation_id)
);

CREATE TABLE lotse_coordinations_by_year (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    noted_by BLOB NOT NULL,
    noted_at INTEGER NOT NULL,
    PRIMARY KEY (lotse_id, year)
) STRICT, WITHOUT ROWID;

INSERT INTO lotse_coordinations_by_year (lotse_id, year, organisation_id, noted_by, noted_at)
SELECT lotse_id, year, organisation_id, noted_by, noted_at FROM lotse_coordinations;

DROP TABLE lotse_coordinations;
ALTER TABLE lotse_coordinations_by_year RENAME TO lotse_coordinations;
CREATE INDEX lotse_coordinations_organisation_index ON lotse_coordinations (organisation_id, year);
