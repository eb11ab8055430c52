//! The proof of use of a project and year: what its confirmed work came to, Lotse by Lotse and in sum, and the figures that a report
//! tells in words.
//!
//! Amounts are sums of entries, as statements are, so the two cannot differ. Whoever may not see the project's people is told no names,
//! small figures together with others or not at all, and nothing where fewer people worked than coverage would tell of.

mod paper;
mod people;

pub use paper::{file, narrative_lines};
pub use people::PersonRow;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::coverage::suppress::is_few;
use super::programmes::rulebook;
use super::statements::{Sums, accounts};
use super::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::allowance::Allowance;
use crate::domain::code::{Service, Topic};
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::language::LanguageCode;
use crate::domain::month::Month;
use crate::domain::programme::Programme;
use crate::domain::proof::{Position, ProofForm, coarse, form_for};
use crate::domain::qualification::QualificationCode;
use crate::domain::request::RequestState;
use crate::storage::work::Recorded;
use crate::storage::{self, ReadTx, StorageError};

/// Counts by kind; what stands under no kind was put together because it was little.
pub type Counts<K> = Vec<(Option<K>, u64)>;

/// The proof of use of a project and year.
#[derive(Debug, Clone)]
pub struct Proof {
    /// Whose.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i32,
    /// The form that it is written on.
    pub form: ProofForm,
    /// Last day on which it may be handed in: three months after the year.
    pub due: NaiveDate,
    /// What is paid for, with how many and how much.
    pub positions: Vec<(Position, u64, u64)>,
    /// Cents of all positions.
    pub cents: u64,
    /// The most that is paid in allowances in the year; `None` where nobody has said.
    pub budget: Option<u64>,
    /// Sums of accompaniment.
    pub accompaniment: Sums,
    /// Sums of interpreting.
    pub interpreting: Sums,
    /// Lotse by Lotse; `None` for whoever may not see them.
    pub people: Option<[Vec<PersonRow>; 2]>,
    /// What a report tells.
    pub narrative: Narrative,
    /// Entries of the year that do not count, because they were not confirmed yet; the project's own business.
    pub undecided: Option<u64>,
}

impl Proof {
    /// Cents of all allowances, for which the budget is: all positions but the flat rate.
    pub const fn allowances(&self) -> u64 {
        self.accompaniment.cents + self.interpreting.cents
    }
}

/// What a report tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrative {
    /// Different clients, as far as they have a pseudonym; like all that is absent here, not told where it is little.
    pub clients: Option<u64>,
    /// Entries without one.
    pub without_client: Option<u64>,
    /// Entries.
    pub assignments: u64,
    /// Sittings.
    pub sittings: u64,
    /// Lotsen with confirmed work.
    pub lotsen: u64,
    /// Entries by what they were about.
    pub topics: Counts<Topic>,
    /// Entries by the language that was asked for first.
    pub languages: Counts<LanguageCode>,
    /// Requests that were to begin in the year, and for how many of them nobody was found.
    pub requests: Option<u64>,
    /// Nobody was found, or nobody in time.
    pub unserved: Option<u64>,
    /// Lotsen who got a qualification in the year.
    pub qualified: Counts<QualificationCode>,
    /// Kilometres that were written down.
    pub kilometres: u64,
}

/// Whether a reader may see the people of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Names, and figures as they are.
    People,
    /// No names, and small figures put together or left out.
    Figures,
}

/// The proof of a project that the grant reaches.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not reach the project, this is no carrier, or no rules or no form fit the year;
/// [`AppError::TooFew`]; else when the database fails.
pub fn proof(context: &Context, grant: &Grant, sight: Sight, id: OrganisationId, year: i32) -> Result<Proof, AppError> {
    if !grant.scope().has_organisation(id) {
        return Err(StorageError::NotFound { what: "organisation" }.into());
    }
    context.database.read(|tx| read(context, tx, sight, id, year))
}

fn read(context: &Context, tx: &mut ReadTx, sight: Sight, id: OrganisationId, year: i32) -> Result<Proof, AppError> {
    let organisation = storage::organisations::find(tx, id)?;
    if organisation.kind != crate::domain::code::OrganisationKind::Carrier {
        return Err(StorageError::NotFound { what: "organisation" }.into());
    }
    let no_year = || StorageError::NotFound { what: "year" };
    let december = Month::new(year, 12).ok_or_else(no_year)?;
    let (from, before) = (Month::new(year, 1).ok_or_else(no_year)?.begins(), december.ends());
    let rules = rulebook(context, tx)?;
    let last = december.next().first().pred_opt().unwrap_or(december.first());
    // A year without rules, or before the first form, has no proof.
    let absent = || StorageError::NotFound { what: "proof of use" };
    let in_force = rules.on(Some(id), last).map_err(|_| absent())?;
    let form = form_for(&context.forms, &context.programme, year).map_err(|_| absent())?.clone();
    let entries = accounts(tx, &rules, id, year)?;
    let mut sums = [Sums::default(); 2];
    for (recorded, paid) in &entries {
        let [accompaniment, interpreting] = &mut sums;
        match recorded.work.service {
            Service::Accompaniment => accompaniment.add(&recorded.work, paid),
            Service::Interpreting => interpreting.add(&recorded.work, paid),
        }
    }
    let [accompaniment, interpreting] = sums;
    let fewest = match sight {
        Sight::People => 0,
        Sight::Figures => context.least_told,
    };
    by_enough(entries.iter().map(|(recorded, _)| (recorded.work.service, recorded.work.lotse)), fewest)?;
    let narrative = narrative(tx, fewest, id, &entries, (from, before))?;
    let positions: Vec<(Position, u64, u64)> = form
        .positions
        .iter()
        .map(|position| match position {
            Position::Accompaniment => (*position, accompaniment.paid_minutes, accompaniment.cents),
            Position::Interpreting => (*position, interpreting.paid_sittings, interpreting.cents),
            Position::Coordination => (*position, narrative.lotsen, coordination(&in_force, narrative.lotsen)),
        })
        .collect();
    let people = match sight {
        Sight::People => Some(people::rows(context, tx, id, &entries, year)?),
        Sight::Figures => None,
    };
    Ok(Proof {
        organisation: id,
        name: organisation.name.to_string(),
        year,
        due: due(year),
        cents: positions.iter().map(|(_, _, cents)| cents).sum(),
        positions,
        budget: in_force.budget_cents_per_year,
        accompaniment,
        interpreting,
        people,
        narrative,
        undecided: match sight {
            Sight::People => Some(storage::proofs::undecided(tx, id, from, before)?),
            Sight::Figures => None,
        },
        form,
    })
}

/// Three months after the year.
fn due(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.saturating_add(1), 3, 31).unwrap_or(NaiveDate::MAX)
}

/// The flat rate for a pool of so many who worked.
pub fn coordination(rules: &Programme, lotsen: u64) -> u64 {
    let from = u64::from(rules.coordination.from_lotsen);
    if lotsen >= from { rules.coordination.cents_per_year } else { 0 }
}

/// That figures tell nothing of single people: as each service nobody worked, or enough of them.
pub(super) fn by_enough(worked: impl IntoIterator<Item = (Service, LotseId)>, fewest: u64) -> Result<(), AppError> {
    let [mut accompanied, mut interpreted] = [BTreeSet::new(), BTreeSet::new()];
    for (service, lotse) in worked {
        match service {
            Service::Accompaniment => accompanied.insert(lotse),
            Service::Interpreting => interpreted.insert(lotse),
        };
    }
    let is_told = [accompanied, interpreted].iter().all(|people| !is_few(people.len() as u64, fewest));
    if is_told { Ok(()) } else { Err(AppError::TooFew(fewest)) }
}

fn narrative(
    tx: &mut ReadTx,
    fewest: u64,
    id: OrganisationId,
    entries: &[(Recorded, Allowance)],
    (from, before): (chrono::NaiveDateTime, chrono::NaiveDateTime),
) -> Result<Narrative, StorageError> {
    let told = |count: u64| (!is_few(count, fewest)).then_some(count);
    let (mut clients, mut lotsen) = (BTreeSet::new(), BTreeSet::new());
    let mut topics: BTreeMap<Topic, u64> = BTreeMap::new();
    let mut languages: BTreeMap<LanguageCode, u64> = BTreeMap::new();
    let (mut without_client, mut sittings, mut kilometres) = (0, 0, 0);
    let requests: Vec<_> = entries.iter().map(|(recorded, _)| recorded.request).collect();
    let first = storage::work::first_languages(tx, &requests)?;
    for (recorded, _) in entries {
        match &recorded.work.client {
            Some(client) => drop(clients.insert(client)),
            None => without_client += 1,
        }
        lotsen.insert(recorded.work.lotse);
        *topics.entry(recorded.topic).or_default() += 1;
        if let Some(language) = first.get(&recorded.request) {
            *languages.entry(*language).or_default() += 1;
        }
        sittings += u64::from(recorded.work.sittings);
        kilometres += u64::from(recorded.kilometres.unwrap_or(0));
    }
    let by_state = storage::proofs::requests_by_state(tx, id, from, before)?;
    let count =
        |states: &[RequestState]| by_state.iter().filter(|(state, _)| states.contains(state)).map(|(_, n)| n).sum();
    let called_off = [RequestState::Draft, RequestState::Cancelled];
    let qualified = storage::proofs::qualified(tx, id, from.date(), before.date())?;
    let posted: u64 = by_state.iter().filter(|(state, _)| !called_off.contains(state)).map(|(_, n)| n).sum();
    let unserved: u64 = count(&[RequestState::Unserved, RequestState::Expired]);
    Ok(Narrative {
        clients: told(clients.len() as u64),
        without_client: told(without_client),
        assignments: entries.len() as u64,
        sittings,
        lotsen: lotsen.len() as u64,
        topics: coarse(&topics.into_iter().collect::<Vec<_>>(), fewest),
        languages: coarse(&languages.into_iter().collect::<Vec<_>>(), fewest),
        requests: told(posted),
        // Nor what is left of all.
        unserved: told(unserved).filter(|unserved| told(posted.saturating_sub(*unserved)).is_some()),
        qualified: coarse(&qualified, fewest),
        kilometres,
    })
}

/// Carriers that the grant reaches, by name.
///
/// # Errors
/// When the database fails.
pub fn projects(context: &Context, grant: &Grant) -> Result<Vec<(OrganisationId, String)>, StorageError> {
    context.database.read(|tx| {
        let all = storage::organisations::all(tx)?;
        let carriers = all.into_iter().filter(|one| one.kind == crate::domain::code::OrganisationKind::Carrier);
        let within = carriers.filter(|one| grant.scope().has_organisation(one.id));
        Ok(within.map(|one| (one.id, one.name.to_string())).collect())
    })
}

/// Lotsen of some entries.
fn lotsen_of(entries: &[(Recorded, Allowance)]) -> Vec<LotseId> {
    let ids: BTreeSet<LotseId> = entries.iter().map(|(recorded, _)| recorded.work.lotse).collect();
    ids.into_iter().collect()
}
