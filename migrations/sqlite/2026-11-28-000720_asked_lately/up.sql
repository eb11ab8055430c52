-- Whom a carrier has asked within a week, and who has declined lately: read for the candidates of every request.
CREATE INDEX offers_lender_asked_index ON offers (lender_id, asked_at);
CREATE INDEX declines_lotse_declined_index ON declines (lotse_id, declined_at);
