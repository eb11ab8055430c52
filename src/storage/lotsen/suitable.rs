//! Who could be asked for one thing, by what a query can tell, and how many the others are: of a hundred thousand Lotsen a request
//! concerns a few hundred, and the others are a number in an explanation.

use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use crate::domain::code::{LotseStatus, Service};
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::language::LanguageCode;
use crate::domain::lotse::Lotse;
use crate::storage::error::StorageError;
use crate::storage::schema::{lotse_languages, lotse_services, lotsen};
use crate::storage::stored;
use crate::storage::transaction::ReadTx;
use crate::storage::types::Id;

/// Who could be asked: active Lotsen who have agreed that their data are used, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suitable {
    /// … of one of these carriers, …
    pub carriers: Vec<OrganisationId>,
    /// … who give this service …
    pub service: Service,
    /// … and speak one of these languages, however well; `None` where none is asked for.
    pub languages: Option<Vec<LanguageCode>>,
}

/// Lotsen of whom only the number is of interest, each under the first thing that is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Headcount {
    /// Not active.
    pub inactive: u64,
    /// Active, but have not agreed that their data are used.
    pub without_consent: u64,
    /// Of other carriers.
    pub elsewhere: u64,
    /// Of these carriers, for another service.
    pub other_service: u64,
    /// They speak none of the languages.
    pub other_languages: u64,
}

impl Headcount {
    /// Where a Lotse who is not suitable is counted.
    pub fn of(&mut self, lotse: &Lotse, suitable: &Suitable) -> &mut u64 {
        if lotse.status != LotseStatus::Active {
            &mut self.inactive
        } else if lotse.consent_on.is_none() {
            &mut self.without_consent
        } else if !suitable.carriers.contains(&lotse.organisation) {
            &mut self.elsewhere
        } else if !lotse.services.contains(&suitable.service) {
            &mut self.other_service
        } else {
            &mut self.other_languages
        }
    }
}

/// Identities of those who are suitable, in order, and how many the others are.
pub fn suitable(tx: &mut ReadTx, wanted: &Suitable) -> Result<(Vec<LotseId>, Headcount), StorageError> {
    let active = || lotsen::table.filter(lotsen::status.eq(LotseStatus::Active.code()));
    let ready = || {
        let carriers = wanted.carriers.iter().map(|id| Id(id.as_uuid()));
        active().filter(lotsen::consent_on.is_not_null()).filter(lotsen::organisation_id.eq_any(carriers))
    };
    let serving = || {
        let services = lotse_services::table.filter(lotse_services::lotse_id.eq(lotsen::id));
        ready().filter(exists(services.filter(lotse_services::service.eq(wanted.service.code()))))
    };
    let mut found = serving().select(lotsen::id).order(lotsen::id).into_boxed();
    if let Some(languages) = &wanted.languages {
        let spoken = lotse_languages::table.filter(lotse_languages::lotse_id.eq(lotsen::id));
        let codes: Vec<String> = languages.iter().map(ToString::to_string).collect();
        found = found.filter(exists(spoken.filter(lotse_languages::language.eq_any(codes))));
    }
    let found: Vec<Id> = found.load(tx.conn())?;

    let number = |count: i64| stored::number::<u64, _>(count, "lotsen", Id(uuid::Uuid::nil()));
    // Both in one walk along the index of states.
    let by_status: Vec<(String, i64)> =
        lotsen::table.group_by(lotsen::status).select((lotsen::status, count_star())).load(tx.conn())?;
    let (mut inactive, mut active_ones) = (0, 0);
    for (status, count) in by_status {
        let of = if status == LotseStatus::Active.code() { &mut active_ones } else { &mut inactive };
        *of += number(count)?;
    }
    // Few: an index holds them alone.
    let without_consent = active().filter(lotsen::consent_on.is_null()).select(count_star());
    let without_consent = number(without_consent.get_result(tx.conn())?)?;
    let ready_ones = number(ready().select(count_star()).get_result(tx.conn())?)?;
    let serving_ones = number(serving().select(count_star()).get_result(tx.conn())?)?;
    let others = Headcount {
        inactive,
        without_consent,
        elsewhere: active_ones.saturating_sub(without_consent).saturating_sub(ready_ones),
        other_service: ready_ones.saturating_sub(serving_ones),
        other_languages: serving_ones.saturating_sub(found.len() as u64),
    };
    Ok((found.into_iter().map(|id| LotseId::from_uuid(id.0)).collect(), others))
}
