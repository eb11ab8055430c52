-- And again by the definition before.
INSERT INTO coverage_changes (request_id) SELECT id FROM requests WHERE state IN ('unserved', 'expired');
