-- When a coordinator found a proposal good; no later run decides on its request then.
ALTER TABLE proposals ADD COLUMN reviewed_at INTEGER;
