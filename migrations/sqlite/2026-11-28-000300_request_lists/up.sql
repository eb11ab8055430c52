-- What lists of requests are sorted by and searched for, and an index for each order.

-- The first local begin that would do; the end of days where there is none yet.
ALTER TABLE requests ADD COLUMN first_begin TEXT NOT NULL DEFAULT '9999-12-31 00:00:00';
-- Folded words of list number, client reference and town. Written by the program, also for rows that were there before.
ALTER TABLE requests ADD COLUMN search_words TEXT NOT NULL DEFAULT '';

UPDATE requests SET first_begin = COALESCE(
    (SELECT min(begins) FROM request_agreed_sittings AS a WHERE a.request_id = requests.id),
    (SELECT min(begins) FROM (
        SELECT s.begins AS begins FROM request_sittings AS s WHERE s.request_id = requests.id
        UNION ALL
        SELECT w.earliest FROM request_windows AS w WHERE w.request_id = requests.id) AS times),
    '9999-12-31 00:00:00');

-- Who may see them first, then the state: a list of several states reads each of them in order.
CREATE INDEX requests_carrier_newest_index ON requests (carrier_id, state, posted_at, id);
CREATE INDEX requests_carrier_begin_index ON requests (carrier_id, state, first_begin, id);
CREATE INDEX requests_carrier_priority_index ON requests (carrier_id, state, (CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END), posted_at, id);
CREATE INDEX requests_organisation_newest_index ON requests (organisation_id, state, posted_at, id);
CREATE INDEX requests_organisation_begin_index ON requests (organisation_id, state, first_begin, id);
CREATE INDEX requests_organisation_priority_index ON requests (organisation_id, state, (CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END), posted_at, id);

-- For those who may see all.
DROP INDEX requests_state_index;
DROP INDEX requests_organisation_id_index;
CREATE INDEX requests_state_newest_index ON requests (state, posted_at, id);
CREATE INDEX requests_state_begin_index ON requests (state, first_begin, id);
CREATE INDEX requests_state_priority_index ON requests (state, (CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END), posted_at, id);
