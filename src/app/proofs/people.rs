//! The rows of a proof of use: a Lotse's year for one service.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::lotsen_of;
use crate::app::statements::Sums;
use crate::app::{AppError, Context};
use crate::domain::allowance::Allowance;
use crate::domain::code::Service;
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::language::Language;
use crate::storage::programmes::coordinating;
use crate::storage::work::Recorded;
use crate::storage::{self, ReadTx};

/// A Lotse's year for one service.
#[derive(Debug, Clone)]
pub struct PersonRow {
    /// Who.
    pub lotse: LotseId,
    /// Their name.
    pub name: String,
    /// Languages that they speak now.
    pub languages: Vec<Language>,
    /// Whether they coordinate in the year.
    pub coordinates: bool,
    /// What it came to.
    pub sums: Sums,
    /// Different clients, as far as they have a pseudonym.
    pub clients: u64,
    /// Kilometres that were written down.
    pub kilometres: u64,
    /// The first and the last day.
    pub days: (NaiveDate, NaiveDate),
    /// The last rate that held, cents.
    pub rate: u32,
}

/// Rows of accompaniment and of interpreting, by family name as people sort them.
pub fn rows(
    context: &Context,
    tx: &mut ReadTx,
    carrier: OrganisationId,
    entries: &[(Recorded, Allowance)],
    year: i32,
) -> Result<[Vec<PersonRow>; 2], AppError> {
    let ids = lotsen_of(entries);
    let mut lotsen = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let loaded = storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(some.to_vec()))?;
        lotsen.extend(loaded.into_iter().map(|lotse| (lotse.id, lotse)));
    }
    let coordinating = coordinating(tx, carrier, year)?;
    let of = |service: Service| {
        let mut rows: BTreeMap<LotseId, (PersonRow, BTreeSet<_>)> = BTreeMap::new();
        for (recorded, paid) in entries.iter().filter(|(recorded, _)| recorded.work.service == service) {
            let (work, day) = (&recorded.work, recorded.work.worked_until.date());
            let (row, clients) = rows.entry(work.lotse).or_insert_with(|| {
                let known = lotsen.get(&work.lotse);
                let row = PersonRow {
                    lotse: work.lotse,
                    name: known.map(|lotse| format!("{}, {}", lotse.family_name, lotse.given_name)).unwrap_or_default(),
                    languages: known
                        .map(|lotse| lotse.languages.iter())
                        .into_iter()
                        .flatten()
                        .filter_map(|spoken| context.languages.get(spoken.language).cloned())
                        .collect(),
                    coordinates: coordinating.contains(&work.lotse),
                    sums: Sums::default(),
                    clients: 0,
                    kilometres: 0,
                    days: (day, day),
                    rate: paid.rate,
                };
                (row, BTreeSet::new())
            });
            row.sums.add(work, paid);
            row.kilometres += u64::from(recorded.kilometres.unwrap_or(0));
            row.days.1 = day;
            row.rate = paid.rate;
            clients.extend(work.client.as_ref());
            row.clients = clients.len() as u64;
        }
        let mut rows: Vec<PersonRow> = rows.into_values().map(|(row, _)| row).collect();
        rows.sort_by(|one, other| {
            let key = |row: &PersonRow| crate::domain::search::sort_key([row.name.as_str()]);
            key(one).cmp(&key(other)).then(one.lotse.cmp(&other.lotse))
        });
        rows
    };
    Ok([of(Service::Accompaniment), of(Service::Interpreting)])
}
