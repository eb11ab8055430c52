//! The same figures once more, in plain SQL from the rows themselves: written from the definitions, sharing nothing with the program.

use chrono::{Datelike, NaiveDate};
use lotsenwerk::app::Context;
use lotsenwerk::storage::Engine;

use crate::support::db::Raw;

/// What the engines spell differently.
pub struct Spelling {
    engine: Engine,
}

impl Spelling {
    fn hex(&self, column: &str) -> String {
        match self.engine {
            Engine::Sqlite => format!("lower(hex({column}))"),
            Engine::Postgres => format!("replace({column}::text, '-', '')"),
        }
    }

    /// Seconds since 1970 of an instant.
    fn seconds(&self, column: &str) -> String {
        match self.engine {
            Engine::Sqlite => format!("({column} / 1000000)"),
            Engine::Postgres => format!("CAST(EXTRACT(EPOCH FROM {column}) AS bigint)"),
        }
    }

    /// The same of a local time, as if it were one at Greenwich.
    fn local_seconds(&self, column: &str) -> String {
        match self.engine {
            Engine::Sqlite => format!("CAST(strftime('%s', {column}) AS INTEGER)"),
            Engine::Postgres => format!("CAST(EXTRACT(EPOCH FROM {column}) AS bigint)"),
        }
    }

    fn removed(&self) -> (&'static str, &'static str) {
        match self.engine {
            Engine::Sqlite => ("json_each(u.reasons, '$.removed') AS e", "json_extract(e.value, '$.constraint')"),
            Engine::Postgres => ("jsonb_array_elements(u.reasons -> 'removed') AS e", "(e ->> 'constraint')"),
        }
    }

    fn candidates(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite => "json_extract(u.reasons, '$.candidates')",
            Engine::Postgres => "CAST(u.reasons ->> 'candidates' AS integer)",
        }
    }
}

/// The last Sunday of a month.
fn last_sunday(year: i32, month: u32) -> NaiveDate {
    let days = (1..=31).rev().filter_map(|day| NaiveDate::from_ymd_opt(year, month, day));
    days.into_iter().find(|day| day.weekday() == chrono::Weekday::Sun).unwrap()
}

/// Seconds that local clocks are ahead of Greenwich at a local time on a day whose clocks do not change.
fn ahead(day: NaiveDate) -> i64 {
    let is_summer = day >= last_sunday(day.year(), 3) && day < last_sunday(day.year(), 10);
    if is_summer { 7200 } else { 3600 }
}

const ORDER: [&str; 17] = [
    "status",
    "consent",
    "pool",
    "service",
    "language",
    "gender",
    "exclusion",
    "mode",
    "distance",
    "absence",
    "availability",
    "qualification",
    "overlap",
    "weekly_load",
    "yearly_cap",
    "client_cap",
    "ask_budget",
];
pub const CLASSES: [i64; 17] = [1, 2, 4, 8, 12, 24, 48, 72, 96, 120, 168, 240, 336, 504, 672, 1008, 1344];

/// Makes the tables `t_base` (one row a request that counts) and `t_counts` (one row for each thing that it counts for).
pub fn recompute(raw: &mut Raw, context: &Context, years: std::ops::RangeInclusive<i32>) {
    let spell = Spelling { engine: raw.engine() };
    let mut sql = String::from(
        "DROP TABLE IF EXISTS t_places; DROP TABLE IF EXISTS t_months; DROP TABLE IF EXISTS t_order; DROP TABLE IF EXISTS t_classes;
         DROP TABLE IF EXISTS t_clocks; DROP TABLE IF EXISTS t_counts; DROP TABLE IF EXISTS t_times; DROP TABLE IF EXISTS t_base;
         DROP TABLE IF EXISTS t_left; DROP TABLE IF EXISTS t_last;
         CREATE TABLE t_places (postcode text, region text);
         CREATE TABLE t_months (year integer, month integer, begins bigint, ends bigint);
         CREATE TABLE t_clocks (begins bigint, ends bigint, ahead bigint);
         CREATE TABLE t_order (position integer, code text);
         CREATE TABLE t_classes (number integer, above bigint, up_to bigint);\n",
    );
    for place in context.area.gazetteer().places() {
        sql += &format!("INSERT INTO t_places VALUES ('{}', '{}');\n", place.postcode, place.region);
    }
    let seconds = |day: NaiveDate| day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp();
    for year in *years.start()..=years.end() + 1 {
        let day =
            |month: u32| NaiveDate::from_ymd_opt(year + (month as i32 - 1) / 12, (month - 1) % 12 + 1, 1).unwrap();
        for month in 1..=12 {
            let (begin, end) = (day(month), day(month + 1));
            let (begins, ends) = (seconds(begin) - ahead(begin), seconds(end) - ahead(end));
            sql += &format!("INSERT INTO t_months VALUES ({year}, {month}, {begins}, {ends});\n");
        }
        let (march, october) = (seconds(last_sunday(year, 3)), seconds(last_sunday(year, 10)));
        let (first, last) = (seconds(day(1)), seconds(day(13)));
        for (from, to, by) in [(first, march, 3600), (march, october, 7200), (october, last, 3600)] {
            sql += &format!("INSERT INTO t_clocks VALUES ({from}, {to}, {by});\n");
        }
    }
    for (position, code) in ORDER.iter().enumerate() {
        sql += &format!("INSERT INTO t_order VALUES ({position}, '{code}');\n");
    }
    let mut above = -1_000_000_000;
    for (number, end) in CLASSES.iter().copied().chain([1_000_000_000]).enumerate() {
        sql += &format!("INSERT INTO t_classes VALUES ({number}, {}, {});\n", above * 3600, end * 3600);
        above = end;
    }
    let posted = spell.seconds("r.posted_at");
    let project = spell.hex("r.carrier_id");
    sql += &format!(
        "CREATE TABLE t_base AS
         SELECT r.id, m.year AS year, m.month AS month_number, COALESCE(p.region, '') AS region, {project} AS project,
                COALESCE((SELECT l.language FROM request_languages l WHERE l.request_id = r.id AND l.position = 0), '') AS language,
                r.topic AS topic, r.service AS service, CASE WHEN m.month < 10 THEN '0' ELSE '' END || m.month AS month,
                r.state AS state, {posted} AS posted, {begin} AS begins
         FROM requests r JOIN t_months m ON {posted} >= m.begins AND {posted} < m.ends
         LEFT JOIN t_places p ON p.postcode = r.postcode
         WHERE r.state NOT IN ('draft', 'cancelled');\n",
        begin = spell.local_seconds("r.first_begin"),
    );
    let times = |measure: &str, at: &str, filter: &str| {
        format!(
            "SELECT b.id, '{measure}' AS measure, (SELECT min({}) FROM offers o WHERE o.request_id = b.id {filter}) - b.posted AS took FROM t_base b",
            spell.seconds(at)
        )
    };
    sql += &format!(
        "CREATE TABLE t_times AS SELECT t.id, t.measure, t.took, c.number, c.up_to FROM (
             {} UNION ALL {} UNION ALL
             SELECT b.id, 'lead', b.begins - k.ahead - b.posted FROM t_base b JOIN t_clocks k ON b.begins >= k.begins AND b.begins < k.ends
         ) t JOIN t_classes c ON t.took > c.above AND t.took <= c.up_to WHERE t.took IS NOT NULL;\n",
        times("matched", "o.asked_at", ""),
        times("accepted", "o.answered_at", "AND o.state = 'accepted'"),
    );
    let (removed, constraint) = spell.removed();
    let candidates = spell.candidates();
    // What happened last to whom nobody was found for: when the last run began that left it open, when somebody was asked of what later
    // runs proposed, and when somebody who had agreed was missed.
    let (began, asked) = (spell.seconds("r.started_at"), spell.seconds("o.asked_at"));
    let missed = spell.local_seconds("(SELECT max(s.begins) FROM assignment_sittings s WHERE s.assignment_id = a.id)");
    sql += &format!(
        "CREATE TABLE t_left AS
         SELECT u.request_id AS id, u.run_id AS run, r.started_at AS started, {began} AS began FROM unserved u JOIN matching_runs r ON r.id = u.run_id
         WHERE NOT EXISTS (SELECT 1 FROM unserved x JOIN matching_runs y ON y.id = x.run_id WHERE x.request_id = u.request_id
                           AND (y.started_at > r.started_at OR (y.started_at = r.started_at AND y.id > r.id)));
         CREATE TABLE t_last AS
         SELECT b.id, COALESCE((SELECT l.began FROM t_left l WHERE l.id = b.id), -1) AS began,
             COALESCE((SELECT max({asked}) FROM offers o JOIN proposals p ON p.id = o.proposal_id JOIN matching_runs r ON r.id = p.run_id
                       WHERE o.request_id = b.id AND NOT EXISTS (SELECT 1 FROM t_left l WHERE l.id = b.id
                           AND (l.started > r.started_at OR (l.started = r.started_at AND l.run >= r.id)))), -1) AS asked,
             COALESCE((SELECT max({missed} - k.ahead) FROM assignments a JOIN t_clocks k ON {missed} >= k.begins AND {missed} < k.ends
                       WHERE a.request_id = b.id AND a.state = 'no_show' AND a.missed = 'lotse'), -1) AS missed
         FROM t_base b WHERE b.state IN ('unserved', 'expired');\n"
    );
    let last = "u.run_id = (SELECT l.run FROM t_left l WHERE l.id = b.id)";
    sql += &format!(
        "CREATE TABLE t_counts AS
         SELECT b.id, CASE WHEN b.state IN ('assigned', 'completed') THEN 'served'
                           WHEN b.state IN ('unserved', 'expired') THEN 'unserved' ELSE 'waiting' END AS measure, 1 AS value FROM t_base b
         UNION ALL
         SELECT b.id, 'reason ' || CASE
             WHEN b.missed > b.began AND b.missed >= b.asked AND b.missed > 0 THEN 'missed'
             WHEN b.asked > 0 THEN 'no_yes'
             WHEN b.began < 0 THEN 'nobody'
             WHEN (SELECT {candidates} FROM unserved u WHERE u.request_id = b.id AND {last}) > 0 THEN 'lost'
             ELSE COALESCE((SELECT t.code FROM unserved u, {removed} JOIN t_order t ON t.code = {constraint}
                            WHERE u.request_id = b.id AND {last} ORDER BY t.position DESC LIMIT 1), 'nobody') END, 1
         FROM t_last b
         UNION ALL
         SELECT id, measure || ' ' || CASE WHEN number < 10 THEN '0' ELSE '' END || number, 1 FROM t_times
         UNION ALL
         SELECT b.id, CASE o.state WHEN 'accepted' THEN 'yes' WHEN 'declined' THEN 'no' ELSE 'silence' END, 1
         FROM t_base b JOIN offers o ON o.request_id = b.id WHERE o.state IN ('accepted', 'declined', 'expired')
         UNION ALL
         SELECT b.id, 'entries', 1 FROM t_base b JOIN assignments a ON a.request_id = b.id
         JOIN hours_entries h ON h.assignment_id = a.id WHERE h.state = 'confirmed'
         UNION ALL
         SELECT b.id, 'minutes', h.minutes FROM t_base b JOIN assignments a ON a.request_id = b.id
         JOIN hours_entries h ON h.assignment_id = a.id WHERE h.state = 'confirmed';\n"
    );
    raw.batch(&sql);
}

pub const DIMENSIONS: [&str; 6] = ["region", "project", "language", "topic", "service", "month"];

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

/// Sums of one table as SQL has them, one line each: year, keys, measure, value.
pub fn sums(raw: &mut Raw, first: Option<&str>, second: Option<&str>) -> Vec<String> {
    let column = |dimension: Option<&str>| dimension.map_or("''".to_owned(), |name| format!("b.{name}"));
    let only = if second.is_some() { "WHERE c.measure IN ('served', 'unserved')" } else { "" };
    let mut keys = vec!["b.year".to_owned()];
    keys.extend(first.into_iter().chain(second).map(|name| format!("b.{name}")));
    sorted(raw.lines(&format!(
        "SELECT b.year || '|' || {} || '|' || {} || '|' || c.measure || '|' || sum(c.value) AS line
         FROM t_base b JOIN t_counts c ON c.id = b.id {only} GROUP BY {}, c.measure",
        column(first),
        column(second),
        keys.join(", ")
    )))
}

/// The same as the program has counted them.
pub fn counted(raw: &mut Raw, first: Option<&str>, second: Option<&str>) -> Vec<String> {
    let key = |dimension: Option<&str>, column: &str| match dimension {
        Some("project") => format!("replace({column}, '-', '')"),
        _ => column.to_owned(),
    };
    sorted(raw.lines(&format!(
        "SELECT year || '|' || {} || '|' || {} || '|' || measure || '|' || value AS line FROM coverage_cells
         WHERE first_by = '{}' AND second_by = '{}' AND value <> 0",
        key(first, "first_key"),
        key(second, "second_key"),
        first.unwrap_or_default(),
        second.unwrap_or_default(),
    )))
}

/// Assignments by year and Lotse, as SQL has them and as they are counted.
pub fn loads(raw: &mut Raw) -> [Vec<String>; 2] {
    let spell = Spelling { engine: raw.engine() };
    let own = format!(
        "SELECT b.year || '|' || {} || '|' || count(*) AS line FROM t_base b JOIN assignments a ON a.request_id = b.id
         WHERE a.state IN ('confirmed', 'completed') GROUP BY b.year, a.lotse_id",
        spell.hex("a.lotse_id")
    );
    let counted = format!(
        "SELECT year || '|' || {} || '|' || assignments AS line FROM coverage_loads WHERE assignments <> 0",
        spell.hex("lotse_id")
    );
    [own, counted].map(|sql| sorted(raw.lines(&sql)))
}

/// The `percent`th of a hundred times of a region: the time itself, without classes.
pub fn quantile(raw: &mut Raw, measure: &str, year: i32, region: &str, percent: u64) -> Option<i64> {
    let sql = format!(
        "SELECT '' || t.took AS line FROM t_times t JOIN t_base b ON b.id = t.id
         WHERE t.measure = '{measure}' AND b.year = {year} AND b.region = '{region}' ORDER BY t.took"
    );
    let times = raw.lines(&sql);
    let wanted = (times.len() as u64 * percent).div_ceil(100) as usize;
    times.get(wanted.checked_sub(1)?).map(|time| time.parse().unwrap())
}
