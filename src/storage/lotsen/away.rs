//! Who is away on some days.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::access::Scope;
use crate::domain::availability::Absence;
use crate::domain::code::LotseStatus;
use crate::domain::id::LotseId;
use crate::storage::error::StorageError;
use crate::storage::schema::{lotse_absences, lotsen};
use crate::storage::stored;
use crate::storage::transaction::ReadTx;
use crate::storage::types::Id;

/// Somebody who is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// Who.
    pub lotse: LotseId,
    /// Given and family name.
    pub name: String,
    /// When.
    pub absence: Absence,
}

/// The absences of active Lotsen in this scope that touch these days, both included, by name.
///
/// # Errors
/// When the database fails.
pub fn away(tx: &mut ReadTx, scope: &Scope, first: NaiveDate, last: NaiveDate) -> Result<Vec<Away>, StorageError> {
    let rows = lotsen::table.inner_join(lotse_absences::table);
    let rows = rows.filter(lotsen::status.eq(LotseStatus::Active.code()));
    let rows = rows.filter(lotse_absences::first_on.le(last)).filter(lotse_absences::last_on.ge(first));
    let rows = rows.order((lotsen::name_key, lotsen::id, lotse_absences::first_on));
    let columns =
        (lotsen::id, lotsen::given_name, lotsen::family_name, lotse_absences::first_on, lotse_absences::last_on);
    let found: Vec<(Id, String, String, NaiveDate, NaiveDate)> = match scope {
        Scope::All => rows.select(columns).load(tx.conn())?,
        Scope::Of { organisations, lotsen: own } => {
            let organisations: Vec<Id> = organisations.iter().map(|id| Id(id.as_uuid())).collect();
            let own: Vec<Id> = own.iter().map(|id| Id(id.as_uuid())).collect();
            let theirs = lotsen::organisation_id.eq_any(organisations).or(lotsen::id.eq_any(own));
            rows.filter(theirs).select(columns).load(tx.conn())?
        }
    };
    let away = found.into_iter().map(|(id, given, family, first, last)| {
        let absence = stored::read(Absence::new(first, last), "lotse_absences", id)?;
        Ok(Away { lotse: LotseId::from_uuid(id.0), name: format!("{given} {family}"), absence })
    });
    away.collect()
}
