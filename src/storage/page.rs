//! The query behind every list: the identities of one page, whatever is asked for, read in the order of an index.
//!
//! What may be seen is mostly a choice (one of these organisations, as who posted it or as carrier), and so is what is wanted (one of
//! these states). No index is in the order of a list across such a choice. So the query has a branch for each: every branch reads one
//! index from where the last page ended and stops after a page, and only what the branches gave is put in order.
//!
//! ```text
//! carrier = A, state = open      ──► index (carrier_id, state, posted_at, id) ──► one page ┐
//! carrier = A, state = unserved  ──►                                          ──► one page ├─► in order ──► one page
//! posted by A, not carrier = A … ──► index (organisation_id, state, …)        ──► one page ┘
//! ```
//!
//! The SQL is put together here from texts of this program; whatever comes from outside is bound. It is the same on both engines:
//! each number of a placeholder is used once and in order, as SQLite counts them.

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types;
use uuid::Uuid;

use super::connection::{AnyConn, each_backend};
use super::error::StorageError;
use super::transaction::ReadTx;
use super::types::{Id, IdSql, Ts, TsSql};
use crate::domain::filter::{Between, Places, PlacesRef};
use crate::domain::page::{Cursor, Key, Page, Paging, Sort};
use crate::domain::search::SearchText;

/// The most branches of one query. Who may see more organisations than that gets a query that sorts.
const BRANCHES: usize = 100;

/// A value that is bound.
#[derive(Debug, Clone)]
pub enum Value {
    Id(Id),
    At(Ts),
    Local(NaiveDateTime),
    Text(String),
    Number(i32),
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Self::Id(Id(id))
    }
}

impl From<&'static str> for Value {
    fn from(code: &'static str) -> Self {
        Self::Text(code.to_owned())
    }
}

impl From<&Key> for Value {
    fn from(key: &Key) -> Self {
        match key {
            Key::Instant(at) => Self::At(Ts::from(*at)),
            Key::Local(at) => Self::Local(*at),
            Key::Text(text) => Self::Text(text.clone()),
            Key::Number(number) => Self::Number(*number),
            Key::Id(id) => Self::Id(Id(*id)),
        }
    }
}

#[derive(Debug, Clone)]
enum Part {
    Sql(&'static str),
    Bound(Value),
}

/// A condition: texts of this program with values between them.
#[derive(Debug, Clone, Default)]
pub struct Condition(Vec<Part>);

impl Condition {
    /// What always holds or holds of columns alone.
    pub fn sql(sql: &'static str) -> Self {
        Self(vec![Part::Sql(sql)])
    }

    /// `sql` with a value behind it, such as `r.state = `.
    pub fn with(sql: &'static str, value: impl Into<Value>) -> Self {
        Self(vec![Part::Sql(sql), Part::Bound(value.into())])
    }

    /// `column IN (…)`, or that nothing is in it.
    pub fn one_of<V: Into<Value>>(column: &'static str, values: impl IntoIterator<Item = V>) -> Self {
        let mut parts = vec![Part::Sql(column), Part::Sql(" IN (")];
        for (at, value) in values.into_iter().enumerate() {
            parts.extend((at > 0).then_some(Part::Sql(", ")));
            parts.push(Part::Bound(value.into()));
        }
        if parts.len() == 2 {
            return Self::sql("1 = 0");
        }
        parts.push(Part::Sql(")"));
        Self(parts)
    }

    /// `column NOT IN (…)`, which is so for an empty list.
    pub fn none_of<V: Into<Value>>(column: &'static str, values: impl IntoIterator<Item = V>) -> Self {
        Self::sql("NOT ").then(Self::one_of(column, values))
    }

    /// A column with folded words has those that somebody looks for.
    pub fn words(column: &'static str, text: &SearchText) -> Self {
        let word = |word: &String| Self::with(column, Value::Text(format!("% {word}%")));
        Self::all(text.words().iter().map(word))
    }

    /// A column with a postcode is at one of these places.
    pub fn at(column: &'static str, like: &'static str, places: &Places) -> Self {
        match places.get() {
            PlacesRef::In(codes) => Self::one_of(column, codes.iter().map(|code| Value::Text(code.to_string()))),
            PlacesRef::Prefix(digits) => Self::with(like, Value::Text(format!("{digits}%"))),
        }
    }

    /// Both bounds, where there are some; `from` ends in `>=` and `before` in `<`.
    pub fn between<T, V: Into<Value>>(
        from: &'static str,
        before: &'static str,
        times: Between<T>,
        value: impl Fn(T) -> V,
    ) -> Self {
        let from = times.from.map(|at| Self::with(from, value(at)));
        let before = times.before.map(|at| Self::with(before, value(at)));
        Self::all(from.into_iter().chain(before))
    }

    /// This, followed by more of the same condition.
    pub fn then(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// All of them hold.
    pub fn all(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(conditions, " AND ")
    }

    /// One of them holds; of none, none does.
    pub fn any(conditions: impl IntoIterator<Item = Self>) -> Self {
        let any = Self::joined(conditions, " OR ");
        if any.0.is_empty() { Self::sql("1 = 0") } else { Self::sql("(").then(any).then(Self::sql(")")) }
    }

    /// And this too.
    pub fn and(self, other: Self) -> Self {
        Self::all([self, other])
    }

    fn joined(conditions: impl IntoIterator<Item = Self>, by: &'static str) -> Self {
        let mut all = Self::default();
        for condition in conditions.into_iter().filter(|condition| !condition.0.is_empty()) {
            if !all.0.is_empty() {
                all.0.push(Part::Sql(by));
            }
            all.0.extend(condition.0);
        }
        all
    }
}

/// Conditions of which one holds, each with an index of its own.
#[derive(Debug, Clone)]
pub struct Branches(Vec<Branch>);

#[derive(Debug, Clone)]
struct Branch {
    condition: Condition,
    /// It names one row, so there is nothing to put in order.
    single: bool,
}

impl Branches {
    /// Those whose every row is wanted.
    pub fn of(conditions: Vec<Condition>) -> Self {
        Self(conditions.into_iter().map(|condition| Branch { condition, single: false }).collect())
    }

    /// Those rows: `equals` is `id = `.
    pub fn rows(equals: &'static str, ids: impl IntoIterator<Item = Uuid>) -> Self {
        let row = |id| Branch { condition: Condition::with(equals, id), single: true };
        Self(ids.into_iter().map(row).collect())
    }

    /// One, which is no restriction.
    pub fn everything() -> Self {
        Self::of(vec![Condition::default()])
    }

    /// Each of them for each value of a column: `equals` is `column = `.
    pub fn by(
        self,
        column: &'static str,
        equals: &'static str,
        values: impl IntoIterator<Item = &'static str>,
    ) -> Self {
        let values: Vec<&'static str> = values.into_iter().collect();
        if self.0.len().saturating_mul(values.len()) > BRANCHES {
            return self.and(Condition::one_of(column, values));
        }
        let each = |value: &&'static str| self.clone().and(Condition::with(equals, *value)).0;
        Self(values.iter().flat_map(each).collect())
    }

    /// Each of them with one more condition.
    pub fn and(self, condition: Condition) -> Self {
        let and = |branch: Branch| Branch { condition: branch.condition.and(condition.clone()), ..branch };
        Self(self.0.into_iter().map(and).collect())
    }

    /// These and others. No row may be in both.
    pub fn or(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// As few branches as a query may have: those beyond are one that sorts.
    fn bounded(mut self) -> Vec<Branch> {
        if self.0.len() > BRANCHES {
            let rest = self.0.split_off(BRANCHES - 1);
            let group = |one: Branch| Condition::sql("(").then(one.condition).then(Condition::sql(")"));
            self.0.push(Branch { condition: Condition::any(rest.into_iter().map(group)), single: false });
        }
        self.0
    }
}

/// The columns of a table that a list needs.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// The table with its short name: `requests AS r`.
    pub table: &'static str,
    /// Its identity: `r.id`.
    pub id: &'static str,
    /// What the list is sorted by, as in its index.
    pub keys: &'static [&'static str],
    /// Whether the greatest comes first, in all of them.
    pub descending: bool,
    /// Whether the identity is two columns, of which the first is what the list is sorted by: see [`ListQuery::pairs`].
    pub in_pairs: bool,
}

impl Columns {
    /// Of a table whose identity is one column.
    pub const fn of(table: &'static str, id: &'static str, keys: &'static [&'static str], descending: bool) -> Self {
        Self { table, id, keys, descending, in_pairs: false }
    }
}

/// The query of one page.
#[derive(Debug, Clone)]
pub struct ListQuery {
    sql: String,
    values: Vec<Value>,
    size: usize,
    branches: usize,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = IdSql)]
    id: Id,
}

#[derive(QueryableByName)]
struct FoundPair {
    #[diesel(sql_type = IdSql)]
    id: Id,
    #[diesel(sql_type = IdSql)]
    key_0: Id,
}

impl ListQuery {
    /// A page of what one of the branches finds.
    pub(super) fn new<S: Sort>(columns: Columns, branches: Branches, paging: &Paging<S>) -> Self {
        let size = usize::from(paging.size().get());
        let branches = branches.bounded();
        let mut query = Self { sql: String::new(), values: Vec::new(), size, branches: branches.len() };
        match branches.as_slice() {
            [] => {}
            [only] => query.branch(columns, only, paging),
            several => {
                // The keys are left out where they can be: SQLite would merge the branches by them, and sort each once more for it.
                query.sql.push_str(if columns.in_pairs { "SELECT id, key_0 FROM (" } else { "SELECT id FROM (" });
                for (at, branch) in several.iter().enumerate() {
                    query.sql.push_str(if at > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
                    query.branch(columns, branch, paging);
                    query.sql.push_str(&format!(") AS branch_{at}"));
                }
                query.sql.push_str(") AS branches");
                let keys = (0..columns.keys.len()).map(|at| format!("key_{at}"));
                query.order(keys.chain([String::from("id")]), columns.descending);
            }
        }
        query
    }

    fn branch<S: Sort>(&mut self, columns: Columns, branch: &Branch, paging: &Paging<S>) {
        let condition = &branch.condition.0;
        self.sql.push_str(&format!("SELECT {} AS id", columns.id));
        for (at, key) in columns.keys.iter().enumerate() {
            self.sql.push_str(&format!(", {key} AS key_{at}"));
        }
        self.sql.push_str(&format!(" FROM {}", columns.table));
        let sorted_by = || columns.keys.iter().copied().chain([columns.id]);
        let mut joined = " WHERE ";
        if !condition.is_empty() {
            self.sql.push_str(joined);
            joined = " AND ";
            for part in condition {
                match part {
                    Part::Sql(sql) => self.sql.push_str(sql),
                    Part::Bound(value) => self.bind(value.clone()),
                }
            }
        }
        if let Some((keys, id)) = paging.after() {
            let behind = if columns.descending { "<" } else { ">" };
            self.sql.push_str(&format!("{joined}({}) {behind} (", sorted_by().collect::<Vec<_>>().join(", ")));
            for key in keys {
                self.bind(key.into());
                self.sql.push_str(", ");
            }
            self.bind(id.into());
            self.sql.push(')');
        }
        if !branch.single {
            self.order(sorted_by().map(str::to_owned), columns.descending);
        }
    }

    fn order(&mut self, columns: impl Iterator<Item = String>, descending: bool) {
        let direction = if descending { " DESC" } else { "" };
        let columns: Vec<String> = columns.map(|column| format!("{column}{direction}")).collect();
        // One more tells whether there is another page.
        self.sql.push_str(&format!(" ORDER BY {} LIMIT {}", columns.join(", "), self.size + 1));
    }

    fn bind(&mut self, value: Value) {
        self.values.push(value);
        self.sql.push_str(&format!("${}", self.values.len()));
    }

    /// The page: the identities that it holds, and whether more come behind.
    fn ids(&self, tx: &mut ReadTx) -> Result<(Vec<Uuid>, bool), StorageError> {
        if self.sql.is_empty() {
            return Ok((Vec::new(), false));
        }
        let found: Vec<Found> = each_backend!(tx.conn(), |conn| bound(&self.sql, &self.values).load(conn))?;
        let more = found.len() > self.size;
        Ok((found.into_iter().take(self.size).map(|found| found.id.0).collect(), more))
    }

    /// The same of a table whose identity is two columns, the first of which is what the list is sorted by.
    pub(super) fn pairs(&self, tx: &mut ReadTx) -> Result<(Vec<(Uuid, Uuid)>, bool), StorageError> {
        if self.sql.is_empty() {
            return Ok((Vec::new(), false));
        }
        let found: Vec<FoundPair> = each_backend!(tx.conn(), |conn| bound(&self.sql, &self.values).load(conn))?;
        let more = found.len() > self.size;
        Ok((found.into_iter().take(self.size).map(|found| (found.key_0.0, found.id.0)).collect(), more))
    }

    /// Reads the page: `load` gives the rows of some identities in any order, `key` what one is sorted by.
    pub(super) fn read<S: Sort, T>(
        &self,
        tx: &mut ReadTx,
        paging: &Paging<S>,
        load: impl FnOnce(&mut ReadTx, &[Uuid]) -> Result<Vec<T>, StorageError>,
        id: impl Fn(&T) -> Uuid,
        keys: impl Fn(&T) -> Vec<Key>,
    ) -> Result<Page<T>, StorageError> {
        let (ids, more) = self.ids(tx)?;
        if ids.is_empty() {
            return Ok(Page { items: Vec::new(), next: None });
        }
        let mut items = load(tx, &ids)?;
        items.sort_by_cached_key(|item| ids.iter().position(|wanted| *wanted == id(item)));
        let last = items.last().filter(|_| more);
        let next = last.map(|last| Cursor::new(paging.sort(), keys(last), id(last)));
        Ok(Page { items, next })
    }

    /// How many branches it has.
    pub const fn branches(&self) -> usize {
        self.branches
    }

    /// How the engine would read the page, a step a line, for tests and for whoever looks for what is slow. On PostgreSQL with
    /// whole tables and sorting made dear, so that they show where no index does, whatever the number of rows.
    ///
    /// # Errors
    /// When the database fails.
    pub fn steps(&self, tx: &mut ReadTx) -> Result<Vec<String>, StorageError> {
        if self.sql.is_empty() {
            return Ok(Vec::new());
        }
        match tx.conn() {
            AnyConn::Pg(conn) => {
                conn.batch_execute(
                    "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off",
                )?;
                let lines: Vec<PgStep> = bound(&format!("EXPLAIN {}", self.sql), &self.values).load(conn)?;
                Ok(lines.into_iter().map(|line| line.step).collect())
            }
            AnyConn::Sqlite(conn) => {
                let sql = format!("EXPLAIN QUERY PLAN {}", self.sql);
                let lines: Vec<SqliteStep> = bound(&sql, &self.values).load(conn)?;
                Ok(lines.into_iter().map(|line| line.detail).collect())
            }
        }
    }
}

#[derive(QueryableByName)]
struct PgStep {
    #[diesel(sql_type = sql_types::Text, column_name = "QUERY PLAN")]
    step: String,
}

#[derive(QueryableByName)]
struct SqliteStep {
    #[diesel(sql_type = sql_types::Text)]
    detail: String,
}

/// The SQL with its values, for whichever engine runs.
fn bound<'a, DB>(
    sql: &str,
    values: &'a [Value],
) -> diesel::query_builder::BoxedSqlQuery<'a, DB, diesel::query_builder::SqlQuery>
where
    DB: diesel::backend::Backend
        + diesel::backend::DieselReserveSpecialization
        + sql_types::HasSqlType<IdSql>
        + sql_types::HasSqlType<TsSql>,
    Id: diesel::serialize::ToSql<IdSql, DB>,
    Ts: diesel::serialize::ToSql<TsSql, DB>,
    NaiveDateTime: diesel::serialize::ToSql<sql_types::Timestamp, DB>,
    str: diesel::serialize::ToSql<sql_types::Text, DB>,
    i32: diesel::serialize::ToSql<sql_types::Integer, DB>,
{
    values.iter().fold(diesel::sql_query(sql).into_boxed(), |query, value| match value {
        Value::Id(id) => query.bind::<IdSql, _>(id),
        Value::At(at) => query.bind::<TsSql, _>(at),
        Value::Local(at) => query.bind::<sql_types::Timestamp, _>(at),
        Value::Text(text) => query.bind::<sql_types::Text, _>(text.as_str()),
        Value::Number(number) => query.bind::<sql_types::Integer, _>(number),
    })
}

/// Statements that write, put together like the lists.
pub(super) fn execute(conn: &mut AnyConn, condition: &Condition) -> QueryResult<usize> {
    let (mut sql, mut values) = (String::new(), Vec::new());
    for part in &condition.0 {
        match part {
            Part::Sql(text) => sql.push_str(text),
            Part::Bound(value) => {
                values.push(value.clone());
                sql.push_str(&format!("${}", values.len()));
            }
        }
    }
    each_backend!(conn, |conn| bound(&sql, &values).execute(conn))
}
