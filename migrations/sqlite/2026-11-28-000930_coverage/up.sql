-- Figures of coverage: which requests have changed, what each of them was counted as, and the sums.

-- Requests of which something has changed that a figure depends on, once a change. Triggers append, so that nobody can forget it and no
-- writer waits for another; whoever counts takes away what was counted.
CREATE TABLE coverage_changes (
    number INTEGER PRIMARY KEY NOT NULL,
    request_id BLOB NOT NULL
) STRICT;

-- What each request was counted as, so that it can be taken back. One that is a draft or was called off has none.
CREATE TABLE coverage_facts (
    request_id BLOB PRIMARY KEY NOT NULL CHECK (length(request_id) = 16),
    -- Of the local day on which it was posted.
    year INTEGER NOT NULL,
    month INTEGER NOT NULL,
    -- Empty where the postcode is in no region.
    region TEXT NOT NULL,
    project TEXT NOT NULL,
    -- The one that is named first; empty where none is.
    language TEXT NOT NULL,
    topic TEXT NOT NULL,
    service TEXT NOT NULL,
    -- How often it counts for each measure.
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    -- Lotsen who go or went, once an assignment.
    lotsen TEXT NOT NULL CHECK (json_valid(lotsen))
) STRICT, WITHOUT ROWID;

-- The sums of a year: of everything, by one thing, and by two. What is not narrowed is empty.
CREATE TABLE coverage_cells (
    year INTEGER NOT NULL,
    first_by TEXT NOT NULL,
    second_by TEXT NOT NULL,
    first_key TEXT NOT NULL,
    second_key TEXT NOT NULL,
    measure TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (year, first_by, second_by, first_key, second_key, measure)
) STRICT, WITHOUT ROWID;

-- Assignments to requests of a year, by Lotse.
CREATE TABLE coverage_loads (
    year INTEGER NOT NULL,
    lotse_id BLOB NOT NULL,
    assignments INTEGER NOT NULL,
    PRIMARY KEY (year, lotse_id)
) STRICT, WITHOUT ROWID;

-- One row: everything that was committed before is counted.
CREATE TABLE coverage_counted (
    id INTEGER PRIMARY KEY NOT NULL CONSTRAINT coverage_counted_one_check CHECK (id = 1),
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whatever was there before is to be counted.
INSERT INTO coverage_changes (request_id) SELECT id FROM requests;

CREATE TRIGGER coverage_requests_inserted AFTER INSERT ON requests
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (NEW.id);
END;

CREATE TRIGGER coverage_requests_updated AFTER UPDATE OF state, posted_at, carrier_id, postcode, service, topic, first_begin ON requests
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (NEW.id);
END;

CREATE TRIGGER coverage_requests_deleted AFTER DELETE ON requests
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (OLD.id);
END;

CREATE TRIGGER coverage_request_languages_inserted AFTER INSERT ON request_languages
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (NEW.request_id);
END;

CREATE TRIGGER coverage_request_languages_updated AFTER UPDATE ON request_languages
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (OLD.request_id), (NEW.request_id);
END;

CREATE TRIGGER coverage_request_languages_deleted AFTER DELETE ON request_languages
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (OLD.request_id);
END;

CREATE TRIGGER coverage_offers_inserted AFTER INSERT ON offers
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (NEW.request_id);
END;

CREATE TRIGGER coverage_offers_updated AFTER UPDATE ON offers
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (OLD.request_id), (NEW.request_id);
END;

CREATE TRIGGER coverage_offers_deleted AFTER DELETE ON offers
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (OLD.request_id);
END;

CREATE TRIGGER coverage_assignments_inserted AFTER INSERT ON assignments
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (NEW.request_id);
END;

CREATE TRIGGER coverage_assignments_updated AFTER UPDATE ON assignments
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (OLD.request_id), (NEW.request_id);
END;

CREATE TRIGGER coverage_assignments_deleted AFTER DELETE ON assignments
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (OLD.request_id);
END;

CREATE TRIGGER coverage_unserved_inserted AFTER INSERT ON unserved
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (NEW.request_id);
END;

CREATE TRIGGER coverage_unserved_updated AFTER UPDATE ON unserved
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (OLD.request_id), (NEW.request_id);
END;

CREATE TRIGGER coverage_unserved_deleted AFTER DELETE ON unserved
BEGIN
    INSERT INTO coverage_changes (request_id) VALUES (OLD.request_id);
END;

CREATE TRIGGER coverage_hours_entries_inserted AFTER INSERT ON hours_entries
BEGIN
    INSERT INTO coverage_changes (request_id) SELECT request_id FROM assignments WHERE id = NEW.assignment_id;
END;

CREATE TRIGGER coverage_hours_entries_updated AFTER UPDATE ON hours_entries
BEGIN
    INSERT INTO coverage_changes (request_id) SELECT request_id FROM assignments WHERE id = NEW.assignment_id;
END;

CREATE TRIGGER coverage_hours_entries_deleted AFTER DELETE ON hours_entries
BEGIN
    INSERT INTO coverage_changes (request_id) SELECT request_id FROM assignments WHERE id = OLD.assignment_id;
END;
