//! Everything that must be said differently to each engine: batches, upserts, row locks, faults in messages.
//!
//! Queries that both engines take alike stand with their nouns. (How a transaction begins is in `connection.rs`, how
//! values are written in `types.rs`.)

use std::fmt;

use diesel::connection::SimpleConnection;
use diesel::dsl::case_when;
use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::upsert::excluded;

use super::connection::{AnyConn, each_backend};
use super::coverage::cells::{CellRow, LoadRow};
use super::coverage::tables::{coverage_cells, coverage_loads};
use super::jobs::JobRow;
use super::schema::{jobs, outbox};
use super::types::{Id, Ts};

/// Rows in one statement. With at most 32 columns this stays below SQLite's 32,766 values.
pub const BATCH: usize = 500;

/// The triggers that guard the audit on SQLite.
const GUARDS_SQLITE: [&str; 7] = [
    "audit_events_no_update",
    "audit_events_no_delete",
    "audit_events_no_replace",
    "audit_events_wait",
    "audit_seals_no_update",
    "audit_seals_no_delete",
    "audit_seals_no_replace",
];
/// The same on PostgreSQL.
const GUARDS_POSTGRES: [&str; 3] = ["audit_events_append_only", "audit_events_wait", "audit_seals_append_only"];

#[derive(QueryableByName)]
struct Guard {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

/// Those of the triggers that are not there, or switched off.
pub fn missing_guards(conn: &mut AnyConn) -> QueryResult<Vec<&'static str>> {
    let (wanted, there): (&[&'static str], Vec<Guard>) = match conn {
        AnyConn::Sqlite(conn) => {
            let sql =
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit_events', 'audit_seals')";
            (&GUARDS_SQLITE, diesel::sql_query(sql).load(conn)?)
        }
        AnyConn::Pg(conn) => {
            // What is switched off does nothing; what is for replicas alone does nothing here.
            let sql = "SELECT tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') \
                       AND tgrelid IN ('audit_events'::regclass, 'audit_seals'::regclass)";
            (&GUARDS_POSTGRES, diesel::sql_query(sql).load(conn)?)
        }
    };
    Ok(wanted.iter().copied().filter(|name| there.iter().all(|guard| guard.name != *name)).collect())
}

/// Inserts rows in batches: `insert_all!(conn, table, &rows)`. Gives `QueryResult<()>`.
macro_rules! insert_all {
    ($conn:expr, $table:ident, $rows:expr) => {
        $rows.chunks($crate::storage::dialect::BATCH).try_for_each(|rows| {
            $crate::storage::connection::each_backend!($conn, |conn| {
                diesel::insert_into($table::table).values(rows).execute(conn).map(|_| ())
            })
        })
    };
}
pub(super) use insert_all;

/// Inserts rows in batches and overwrites the named columns of those whose key exists already:
/// `upsert_all!(conn, table(key), &rows, [column, …])`. Gives `QueryResult<()>`.
macro_rules! upsert_all {
    ($conn:expr, $table:ident($($key:ident),+), $rows:expr, [$($column:ident),+ $(,)?]) => {
        $rows.chunks($crate::storage::dialect::BATCH).try_for_each(|rows| {
            $crate::storage::connection::each_backend!($conn, |conn| {
                diesel::insert_into($table::table)
                    .values(rows)
                    .on_conflict(($($table::$key),+))
                    .do_update()
                    .set(($($table::$column.eq(diesel::upsert::excluded($table::$column))),+))
                    .execute(conn)
                    .map(|_| ())
            })
        })
    };
}
pub(super) use upsert_all;

/// Inserts rows in batches and leaves those out whose key exists already. Gives the number inserted.
macro_rules! insert_new {
    ($conn:expr, $table:ident($($key:ident),+), $rows:expr) => {
        $rows.chunks($crate::storage::dialect::BATCH).try_fold(0, |sum, rows| {
            $crate::storage::connection::each_backend!($conn, |conn| {
                diesel::insert_into($table::table)
                    .values(rows)
                    .on_conflict(($($table::$key),+))
                    .do_nothing()
                    .execute(conn)
                    .map(|inserted| sum + inserted)
            })
        })
    };
}
pub(super) use insert_new;

/// Mails that are due, those that may wait behind all others, longest due first, and to whom they go. On PostgreSQL their rows are locked until the transaction
/// ends and rows that another worker has locked are passed over; SQLite has one writer anyway.
pub fn due_mails(conn: &mut AnyConn, now: Ts, limit: i64, may_wait: &[&str]) -> QueryResult<Vec<(Id, String, String)>> {
    macro_rules! due {
        ($kinds:expr, $limit:expr) => {{
            let due = outbox::table
                .filter(outbox::state.eq("queued"))
                .filter(outbox::next_attempt_at.le(now))
                .filter($kinds)
                .order((outbox::next_attempt_at, outbox::id))
                .select((outbox::id, outbox::recipient, outbox::kind))
                .limit($limit);
            match &mut *conn {
                AnyConn::Pg(conn) => due.for_update().skip_locked().load(conn),
                AnyConn::Sqlite(conn) => due.load(conn),
            }
        }};
    }
    let mut first: Vec<(Id, String, String)> = due!(outbox::kind.ne_all(may_wait), limit)?;
    let left = limit - i64::try_from(first.len()).unwrap_or(limit);
    if left > 0 {
        let others: Vec<(Id, String, String)> = due!(outbox::kind.eq_any(may_wait), left)?;
        first.extend(others);
    }
    Ok(first)
}

/// Locks rows until the transaction ends, always in the same order, so that two who lock several never wait for each other:
/// `hold_rows!(conn, table, ids)`. SQLite has one writer anyway. Gives `QueryResult<()>`.
macro_rules! hold_rows {
    ($conn:expr, $table:ident, $ids:expr) => {{
        let mut ids: Vec<$crate::storage::types::Id> = $ids;
        ids.sort_unstable();
        ids.dedup();
        match $conn {
            $crate::storage::connection::AnyConn::Pg(conn) => {
                ids.chunks($crate::storage::dialect::BATCH).try_for_each(|some| {
                    let rows = $table::table.filter($table::id.eq_any(some)).order($table::id).select($table::id);
                    rows.for_update().load::<$crate::storage::types::Id>(conn).map(drop)
                })
            }
            $crate::storage::connection::AnyConn::Sqlite(_) => QueryResult::Ok(()),
        }
    }};
}
pub(super) use hold_rows;

/// Identities of jobs that are due, longest due first; locked like the mails.
pub fn due_jobs(conn: &mut AnyConn, kinds: &[&str], now: Ts, limit: i64) -> QueryResult<Vec<Id>> {
    let due = jobs::table
        .filter(jobs::state.eq("queued"))
        .filter(jobs::kind.eq_any(kinds))
        .filter(jobs::run_at.le(now))
        .order((jobs::run_at, jobs::id))
        .select(jobs::id)
        .limit(limit);
    match conn {
        AnyConn::Pg(conn) => due.for_update().skip_locked().load(conn),
        AnyConn::Sqlite(conn) => due.load(conn),
    }
}

/// Inserts a job or, where one with its key waits, lets that one run at the earlier time of both. Gives the identity of
/// the one that waits. The row is locked until the transaction ends in either case: a claim passes it over.
pub fn queue_job(conn: &mut AnyConn, row: JobRow) -> QueryResult<Id> {
    each_backend!(conn, |conn| {
        diesel::insert_into(jobs::table)
            .values(&row)
            .on_conflict((jobs::kind, jobs::dedup_key))
            .do_update()
            .set(
                jobs::run_at
                    .eq(case_when(excluded(jobs::run_at).lt(jobs::run_at), excluded(jobs::run_at))
                        .otherwise(jobs::run_at)),
            )
            .returning(jobs::id)
            .get_result(conn)
    })
}

/// Key of the lock that [`queue_for_mails`] holds; any number that no other lock of the database has.
const MAILS: i64 = 0x4c6f_7473_656e_6d61;

/// Waits until nobody else claims mails; held until the transaction ends. What is counted afterwards stays true until
/// then. On SQLite the transaction itself is the lock.
pub fn queue_for_mails(conn: &mut AnyConn) -> QueryResult<()> {
    match conn {
        AnyConn::Sqlite(_) => Ok(()),
        AnyConn::Pg(conn) => conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({MAILS})")),
    }
}

/// Key of the lock that [`queue_for_seals`] holds.
const SEALS: i64 = 0x4c6f_7473_656e_7365;

/// Waits until nobody else seals events; held until the transaction ends. On SQLite the transaction itself is the lock.
pub fn queue_for_seals(conn: &mut AnyConn) -> QueryResult<()> {
    match conn {
        AnyConn::Sqlite(_) => Ok(()),
        AnyConn::Pg(conn) => conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({SEALS})")),
    }
}

/// Key of the lock that [`queue_for_coverage`] holds.
const COVERAGE: i64 = 0x4c6f_7473_656e_636f;

/// Waits until nobody else counts figures; held until the transaction ends. On SQLite the transaction itself is the lock.
pub fn queue_for_coverage(conn: &mut AnyConn) -> QueryResult<()> {
    match conn {
        AnyConn::Sqlite(_) => Ok(()),
        AnyConn::Pg(conn) => conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({COVERAGE})")),
    }
}

/// Adds to sums, and begins those that are new.
pub fn add_cells(conn: &mut AnyConn, rows: &[CellRow]) -> QueryResult<()> {
    use coverage_cells as c;
    rows.chunks(BATCH).try_for_each(|rows| {
        each_backend!(conn, |conn| {
            diesel::insert_into(c::table)
                .values(rows)
                .on_conflict((c::year, c::first_by, c::second_by, c::first_key, c::second_key, c::measure))
                .do_update()
                .set(c::value.eq(c::value + excluded(c::value)))
                .execute(conn)
                .map(drop)
        })
    })
}

/// The same for assignments by Lotse.
pub fn add_loads(conn: &mut AnyConn, rows: &[LoadRow]) -> QueryResult<()> {
    use coverage_loads as c;
    rows.chunks(BATCH).try_for_each(|rows| {
        each_backend!(conn, |conn| {
            diesel::insert_into(c::table)
                .values(rows)
                .on_conflict((c::year, c::lotse_id))
                .do_update()
                .set(c::assignments.eq(c::assignments + excluded(c::assignments)))
                .execute(conn)
                .map(drop)
        })
    })
}

/// The triggers that note changes for the figures, by table and by what each engine calls them.
const NOTES_SQLITE: [&str; 18] = [
    "coverage_requests_inserted",
    "coverage_requests_updated",
    "coverage_requests_deleted",
    "coverage_request_languages_inserted",
    "coverage_request_languages_updated",
    "coverage_request_languages_deleted",
    "coverage_offers_inserted",
    "coverage_offers_updated",
    "coverage_offers_deleted",
    "coverage_assignments_inserted",
    "coverage_assignments_updated",
    "coverage_assignments_deleted",
    "coverage_unserved_inserted",
    "coverage_unserved_updated",
    "coverage_unserved_deleted",
    "coverage_hours_entries_inserted",
    "coverage_hours_entries_updated",
    "coverage_hours_entries_deleted",
];
/// The same on PostgreSQL.
const NOTES_POSTGRES: [&str; 6] = [
    "coverage_requests_changed",
    "coverage_request_languages_changed",
    "coverage_offers_changed",
    "coverage_assignments_changed",
    "coverage_unserved_changed",
    "coverage_hours_entries_changed",
];

/// Those of the triggers that are not there, or switched off.
pub fn missing_notes(conn: &mut AnyConn) -> QueryResult<Vec<&'static str>> {
    let (wanted, there): (&[&'static str], Vec<Guard>) = match conn {
        AnyConn::Sqlite(conn) => {
            let sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'coverage_%'";
            (&NOTES_SQLITE, diesel::sql_query(sql).load(conn)?)
        }
        AnyConn::Pg(conn) => {
            let sql = "SELECT tgname::text AS name FROM pg_trigger \
                       WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgname LIKE 'coverage_%'";
            (&NOTES_POSTGRES, diesel::sql_query(sql).load(conn)?)
        }
    };
    Ok(wanted.iter().copied().filter(|name| there.iter().all(|guard| guard.name != *name)).collect())
}

/// The keys that callers may violate, apart from an identifier used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unique {
    /// Two organisations of one name.
    OrganisationName,
    /// Two Lotsen of one organisation with the same list number.
    LotseListNumber,
    /// Two requests of one carrier with the same list number.
    RequestListNumber,
    /// A run proposes the same Lotse for the same request twice.
    ProposedPair,
    /// The Lotse has an open offer for the request.
    OpenOffer,
    /// The Lotse has a confirmed assignment to the request.
    ConfirmedAssignment,
    /// The mail is in the outbox.
    MessageId,
    /// A job that would do the same waits.
    JobKey,
    /// Two accounts of one mail address.
    UserEmail,
    /// The hours of the assignment are written down.
    HoursOfAssignment,
    /// A primary key: the same row twice.
    Row,
}

/// Name of the constraint or index on both engines; SQLite's list of its columns.
const UNIQUE: [(Unique, &str, &str); 10] = [
    (Unique::OrganisationName, "organisations_name_key", "organisations.name"),
    (Unique::LotseListNumber, "lotsen_list_number_key", "lotsen.organisation_id, lotsen.list_number"),
    (Unique::RequestListNumber, "requests_list_number_key", "requests.carrier_id, requests.list_number"),
    (Unique::ProposedPair, "proposals_pair_key", "proposals.run_id, proposals.request_id, proposals.lotse_id"),
    (Unique::OpenOffer, "offers_open_key", "offers.request_id, offers.lotse_id"),
    (Unique::ConfirmedAssignment, "assignments_confirmed_key", "assignments.request_id, assignments.lotse_id"),
    (Unique::MessageId, "outbox_message_id_key", "outbox.message_id"),
    (Unique::JobKey, "jobs_dedup_key", "jobs.kind, jobs.dedup_key"),
    (Unique::UserEmail, "users_email_key", "users.email_key"),
    (Unique::HoursOfAssignment, "hours_entries_assignment_key", "hours_entries.assignment_id"),
];

impl fmt::Display for Unique {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OrganisationName => "the organisation's name",
            Self::LotseListNumber => "the Lotse's list number",
            Self::RequestListNumber => "the request's list number",
            Self::ProposedPair => "the pair of request and Lotse in this run",
            Self::OpenOffer => "the open offer to this Lotse",
            Self::ConfirmedAssignment => "the confirmed assignment of this Lotse",
            Self::MessageId => "the mail's Message-ID",
            Self::JobKey => "the waiting job's key",
            Self::UserEmail => "the account's mail address",
            Self::HoursOfAssignment => "the place for the assignment's hours",
            Self::Row => "the row's key",
        })
    }
}

/// Which key was violated. PostgreSQL names the constraint; SQLite lists the columns in its message.
pub fn unique_key(constraint: Option<&str>, message: &str) -> Unique {
    let columns = message.strip_prefix("UNIQUE constraint failed: ");
    UNIQUE
        .iter()
        .find(|(_, name, list)| constraint == Some(*name) || columns == Some(*list))
        .map_or(Unique::Row, |(key, ..)| *key)
}

/// Whether waiting for SQLite's write lock took too long. SQLite's messages are not translated.
pub fn is_lock_timeout(message: &str) -> bool {
    message.contains("database is locked") || message.contains("database table is locked")
}
