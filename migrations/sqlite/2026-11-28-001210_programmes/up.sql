-- What was changed about the funding rules of the files, for all carriers or one, from a day on. Lines are added and never changed: a
-- correction is one more, and what was made last for the same day holds.

CREATE TABLE programme_amendments (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    programme TEXT NOT NULL,
    organisation_id BLOB REFERENCES organisations (id),
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    changes TEXT NOT NULL CHECK (json_valid(changes)),
    reason TEXT NOT NULL,
    made_by BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    CONSTRAINT programme_amendments_dates_check CHECK (valid_until >= valid_from)
) STRICT, WITHOUT ROWID;

CREATE INDEX programme_amendments_programme_index ON programme_amendments (programme, valid_from);
CREATE INDEX programme_amendments_organisation_index ON programme_amendments (organisation_id);

-- Who coordinates the others of a carrier in a year, and may have more hours.
CREATE TABLE lotse_coordinations (
    lotse_id BLOB NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    noted_by BLOB NOT NULL,
    noted_at INTEGER NOT NULL,
    PRIMARY KEY (lotse_id, year)
) STRICT, WITHOUT ROWID;

CREATE INDEX lotse_coordinations_organisation_index ON lotse_coordinations (organisation_id, year);
