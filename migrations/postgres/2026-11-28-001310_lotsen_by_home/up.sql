-- Figures of coverage count active Lotsen by where they live, by whose they are and by how far they go, at any number of them.
CREATE INDEX lotsen_homes_index ON lotsen (status, home, organisation_id, radius_km);
