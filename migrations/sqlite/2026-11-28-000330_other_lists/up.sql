-- Indices in the order of the lists of runs, proposals, mails and the audit.

DROP INDEX matching_runs_carrier_id_index;
DROP INDEX matching_runs_started_at_index;
DROP INDEX proposals_request_id_index;
DROP INDEX proposals_state_index;
DROP INDEX proposals_lotse_id_index;
CREATE INDEX matching_runs_carrier_index ON matching_runs (carrier_id, started_at, id);
CREATE INDEX matching_runs_newest_index ON matching_runs (started_at, id);
CREATE INDEX proposals_run_index ON proposals (run_id, id);
CREATE INDEX proposals_request_index ON proposals (request_id, id);
CREATE INDEX proposals_lotse_index ON proposals (lotse_id, id);
CREATE INDEX proposals_of_state_index ON proposals (state, id);
CREATE INDEX outbox_state_index ON outbox (state, created_at, id);
CREATE INDEX outbox_kind_index ON outbox (kind, state, created_at, id);
CREATE INDEX audit_events_action_index ON audit_events (action, id);
