-- The reason why nobody was found is told by what happened last: whoever was left without a Lotse is counted anew.
INSERT INTO coverage_changes (request_id) SELECT id FROM requests WHERE state IN ('unserved', 'expired');
