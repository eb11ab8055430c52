-- The newcomer's calendar entry of each request of which they were told something, whoever goes.

CREATE TABLE newcomer_entries (
    request_id uuid PRIMARY KEY NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    -- SEQUENCE of the entry, and number of the last word on it: 0 at first, one more with each that follows.
    sequence integer NOT NULL CONSTRAINT newcomer_entries_sequence_check CHECK (sequence >= 0)
);
