-- Of those for several carriers the one that was noted last is kept.
DELETE FROM lotse_coordinations WHERE EXISTS (
    SELECT 1 FROM lotse_coordinations AS other
    WHERE other.lotse_id = lotse_coordinations.lotse_id AND other.year = lotse_coordinations.year
      AND (other.noted_at, other.organisation_id) > (lotse_coordinations.noted_at, lotse_coordinations.organisation_id)
);

ALTER TABLE lotse_coordinations DROP CONSTRAINT lotse_coordinations_pkey;
ALTER TABLE lotse_coordinations ADD PRIMARY KEY (lotse_id, year);
