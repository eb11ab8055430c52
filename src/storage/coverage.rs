//! Counts for coverage, by postcode: what lies in which region is a matter of tables outside the database.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::error::StorageError;
use super::schema::{lotse_languages, lotsen, request_languages, requests};
use super::stored;
use super::transaction::ReadTx;
use super::types::{Id, Ts};
use crate::domain::code::LotseStatus;
use crate::domain::geo::Postcode;
use crate::domain::language::LanguageCode;
use crate::domain::request::RequestState;

diesel::allow_columns_to_appear_in_same_group_by_clause!(lotsen::home, lotse_languages::language);
diesel::allow_columns_to_appear_in_same_group_by_clause!(
    requests::postcode,
    request_languages::language,
    requests::state
);

/// Counts of one kind by postcode and what else they are split by.
pub type Counts<K> = BTreeMap<(Postcode, K), u64>;

/// What is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Lotsen who can be asked, where they live.
    pub lotsen: Counts<()>,
    /// The same by each language that they speak.
    pub lotsen_by_language: Counts<LanguageCode>,
    /// Requests by where they take place and stand.
    pub requests: Counts<RequestState>,
    /// The same by each language that would do.
    pub requests_by_language: Counts<(LanguageCode, RequestState)>,
}

/// Counts Lotsen who can be asked now, and requests posted from one instant on and before another.
pub fn count(tx: &mut ReadTx, from: DateTime<Utc>, before: DateTime<Utc>) -> Result<Counted, StorageError> {
    let none = Id(uuid::Uuid::nil());
    let place = |text: &str| stored::text::<Postcode>(text, "postcode", none);
    let language = |text: &str| stored::text::<LanguageCode>(text, "language", none);
    let many = |count: i64| stored::number::<u64, i64>(count, "count", none);
    let active = lotsen::status.eq(LotseStatus::Active.code());
    let rows: Vec<(String, i64)> =
        lotsen::table.filter(active).group_by(lotsen::home).select((lotsen::home, count_star())).load(tx.conn())?;
    let mut counted = Counted::default();
    for (home, count) in rows {
        counted.lotsen.insert((place(&home)?, ()), many(count)?);
    }
    let rows: Vec<(String, String, i64)> = lotsen::table
        .inner_join(lotse_languages::table)
        .filter(active)
        .group_by((lotsen::home, lotse_languages::language))
        .select((lotsen::home, lotse_languages::language, count_star()))
        .load(tx.conn())?;
    for (home, spoken, count) in rows {
        counted.lotsen_by_language.insert((place(&home)?, language(&spoken)?), many(count)?);
    }
    let posted = requests::posted_at.ge(Ts::from(from)).and(requests::posted_at.lt(Ts::from(before)));
    let rows: Vec<(String, String, i64)> = requests::table
        .filter(posted)
        .group_by((requests::postcode, requests::state))
        .select((requests::postcode, requests::state, count_star()))
        .load(tx.conn())?;
    for (postcode, state, count) in rows {
        counted.requests.insert((place(&postcode)?, stored::text(&state, "requests.state", none)?), many(count)?);
    }
    let rows: Vec<(String, String, String, i64)> = requests::table
        .inner_join(request_languages::table)
        .filter(posted)
        .group_by((requests::postcode, request_languages::language, requests::state))
        .select((requests::postcode, request_languages::language, requests::state, count_star()))
        .load(tx.conn())?;
    for (postcode, needed, state, count) in rows {
        let key = (language(&needed)?, stored::text(&state, "requests.state", none)?);
        counted.requests_by_language.insert((place(&postcode)?, key), many(count)?);
    }
    Ok(counted)
}
