-- Who coordinates does so for one carrier: whoever changes to another in the year may have coordinated for both, or for one of them.

ALTER TABLE lotse_coordinations DROP CONSTRAINT lotse_coordinations_pkey;
ALTER TABLE lotse_coordinations ADD PRIMARY KEY (lotse_id, organisation_id, year);
