-- What was changed about the funding rules of the files, for all carriers or one, from a day on. Lines are added and never changed: a
-- correction is one more, and what was made last for the same day holds.

CREATE TABLE programme_amendments (
    id uuid PRIMARY KEY,
    programme text NOT NULL,
    organisation_id uuid REFERENCES organisations (id),
    valid_from date NOT NULL,
    valid_until date,
    changes jsonb NOT NULL,
    reason text NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT programme_amendments_dates_check CHECK (valid_until >= valid_from)
);

CREATE INDEX programme_amendments_programme_index ON programme_amendments (programme, valid_from);
CREATE INDEX programme_amendments_organisation_index ON programme_amendments (organisation_id);

-- Who coordinates the others of a carrier in a year, and may have more hours.
CREATE TABLE lotse_coordinations (
    lotse_id uuid NOT NULL REFERENCES lotsen (id) ON DELETE CASCADE,
    year integer NOT NULL,
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    noted_by uuid NOT NULL,
    noted_at timestamptz NOT NULL,
    PRIMARY KEY (lotse_id, year)
);

CREATE INDEX lotse_coordinations_organisation_index ON lotse_coordinations (organisation_id, year);
