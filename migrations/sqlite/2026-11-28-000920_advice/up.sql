-- Where one more Lotse, a course or an agreement would serve most, as it was computed: coarsened, so that nobody can be recognised.
CREATE TABLE advice (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    computed_at INTEGER NOT NULL,
    -- The demand it was computed from.
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL CONSTRAINT advice_days_check CHECK (last_day >= first_day),
    document TEXT NOT NULL CHECK (json_valid(document))
) STRICT;

CREATE INDEX advice_newest_index ON advice (computed_at, id);
