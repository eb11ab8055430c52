-- Where one more Lotse, a course or an agreement would serve most, as it was computed: coarsened, so that nobody can be recognised.
CREATE TABLE advice (
    id uuid PRIMARY KEY,
    computed_at timestamptz NOT NULL,
    -- The demand it was computed from.
    first_day date NOT NULL,
    last_day date NOT NULL CONSTRAINT advice_days_check CHECK (last_day >= first_day),
    document jsonb NOT NULL
);

CREATE INDEX advice_newest_index ON advice (computed_at, id);
