-- Whose offers and assignments are: copies of the request's carrier and organisation and of the Lotse's organisation, which follow
-- those. Without them a list of one organisation would read everybody's.

ALTER TABLE assignments ADD COLUMN carrier_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE assignments ADD COLUMN organisation_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE assignments ADD COLUMN lender_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE offers ADD COLUMN carrier_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE offers ADD COLUMN organisation_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE offers ADD COLUMN lender_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
-- The local begin of the first sitting.
ALTER TABLE assignments ADD COLUMN first_begin timestamp NOT NULL DEFAULT '9999-12-31 00:00:00';

UPDATE assignments SET
    carrier_id = (SELECT carrier_id FROM requests AS r WHERE r.id = assignments.request_id),
    organisation_id = (SELECT organisation_id FROM requests AS r WHERE r.id = assignments.request_id),
    lender_id = (SELECT organisation_id FROM lotsen AS l WHERE l.id = assignments.lotse_id);
UPDATE offers SET
    carrier_id = (SELECT carrier_id FROM requests AS r WHERE r.id = offers.request_id),
    organisation_id = (SELECT organisation_id FROM requests AS r WHERE r.id = offers.request_id),
    lender_id = (SELECT organisation_id FROM lotsen AS l WHERE l.id = offers.lotse_id);
UPDATE assignments SET first_begin = COALESCE(
    (SELECT min(begins) FROM assignment_sittings AS s WHERE s.assignment_id = assignments.id), '9999-12-31 00:00:00');

DROP INDEX assignments_request_id_index;
DROP INDEX assignments_lotse_id_index;
DROP INDEX offers_request_id_index;
DROP INDEX offers_lotse_id_index;
CREATE INDEX assignments_carrier_index ON assignments (carrier_id, state, first_begin, id);
CREATE INDEX assignments_organisation_index ON assignments (organisation_id, state, first_begin, id);
CREATE INDEX assignments_lender_index ON assignments (lender_id, state, first_begin, id);
CREATE INDEX assignments_state_index ON assignments (state, first_begin, id);
CREATE INDEX assignments_lotse_index ON assignments (lotse_id, first_begin, id);
CREATE INDEX assignments_request_index ON assignments (request_id, first_begin, id);
CREATE INDEX offers_carrier_index ON offers (carrier_id, state, asked_at, id);
CREATE INDEX offers_organisation_index ON offers (organisation_id, state, asked_at, id);
CREATE INDEX offers_lender_index ON offers (lender_id, state, asked_at, id);
CREATE INDEX offers_state_index ON offers (state, asked_at, id);
CREATE INDEX offers_lotse_index ON offers (lotse_id, asked_at, id);
CREATE INDEX offers_request_index ON offers (request_id, asked_at, id);
