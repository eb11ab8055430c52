//! Lotsen: new ones get the defaults for what the list leaves open, known ones keep what is stored.
//!
//! The list is the project's word on where somebody stands, so a status in it is followed, by as many of the allowed moves as it
//! takes ([`Lotse::follow_to`]), and whoever is not to be asked any more is asked nothing more. What a list does not hold (absences, blocks, when somebody was last asked) is never touched.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::{Decided, ImportOptions, carrier, outcome, report, store_organisations};
use crate::app::audit::event;
use crate::app::import::report::{Counts, ImportReport, Outcome};
use crate::app::import::{Consent, Defaults, ListKind, LotseEntry, ReadList};
use crate::app::{AppError, Context, Moment, lotsen};
use crate::domain::audit::{Action, AuditEvent, Subject};
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::lotse::{Limits, Lotse, StatusError};
use crate::domain::text::{ListNumber, PersonName, Town};
use crate::domain::time::ZONE;
use crate::storage::{self, ReadTx, WriteTx};

/// Takes a list of Lotsen into the database, or says what would become of it.
///
/// # Errors
/// When it is not clear whose list it is, or the database fails; nothing is stored then. Faults of the list are no errors:
/// the report has them.
pub fn import_lotsen(
    context: &Context,
    list: &ReadList<LotseEntry>,
    options: &ImportOptions,
    moment: &mut Moment,
) -> Result<ImportReport, AppError> {
    if outcome(list, options) == Outcome::Taken {
        context.database.write(|tx| take_lotsen(context, tx, list, options, moment))
    } else {
        look_at_lotsen(context, list, options, moment)
    }
}

/// Says what would become of a list of Lotsen.
///
/// # Errors
/// As [`import_lotsen`].
pub fn look_at_lotsen(
    context: &Context,
    list: &ReadList<LotseEntry>,
    options: &ImportOptions,
    moment: &mut Moment,
) -> Result<ImportReport, AppError> {
    let decided = context.database.read(|tx| decide(context, tx, list, options, moment))?;
    Ok(report(ListKind::Lotsen, list, options, decided))
}

/// Takes a list of Lotsen within a transaction, unless it is refused.
///
/// # Errors
/// As [`import_lotsen`].
pub fn take_lotsen(
    context: &Context,
    tx: &mut WriteTx,
    list: &ReadList<LotseEntry>,
    options: &ImportOptions,
    moment: &mut Moment,
) -> Result<ImportReport, AppError> {
    let mut decided = decide(context, tx, list, options, moment)?;
    if outcome(list, options) == Outcome::Taken {
        // Nobody else changes them between the look and the word of the list.
        lotsen::hold_what_asks(tx, &stopping(&decided))?;
        storage::lotsen::hold_all(tx, decided.rows.iter().map(|row| row.lotse.id))?;
        decided = decide(context, tx, list, options, moment)?;
        store_organisations(tx, &decided, options.actor, moment)?;
        let events: Vec<AuditEvent> = decided.rows.iter().map(|row| row.event.clone()).collect();
        let changed: Vec<Lotse> = decided.rows.iter().map(|row| row.lotse.clone()).collect();
        storage::lotsen::save_all(tx, &changed)?;
        storage::audit::append_all(tx, &events)?;
        for id in stopping(&decided) {
            lotsen::ask_nothing_more(context, tx, id, options.actor, moment)?;
        }
    }
    Ok(report(ListKind::Lotsen, list, options, decided))
}

/// What a list says of one Lotse that is news.
struct Row {
    event: AuditEvent,
    lotse: Lotse,
    /// They could be asked until now, and no longer: they pause, have left, or do not consent any more.
    stops: bool,
}

/// Who is not to be asked any more.
fn stopping(decided: &Decided<Row>) -> Vec<LotseId> {
    decided.rows.iter().filter(|row| row.stops).map(|row| row.lotse.id).collect()
}

fn decide(
    context: &Context,
    tx: &mut ReadTx,
    list: &ReadList<LotseEntry>,
    options: &ImportOptions,
    moment: &mut Moment,
) -> Result<Decided<Row>, AppError> {
    let today = moment.now.with_timezone(&ZONE).date_naive();
    let carrier_id = OrganisationId::new(moment.now, moment.random());
    let all = storage::organisations::all(tx)?;
    let carrier = carrier(context, list, options, &all, carrier_id, |entry| entry.home)?;
    let of = carrier.as_ref().map_or(carrier_id, |carrier| carrier.organisation.id);
    let stored = storage::lotsen::load(tx, &storage::lotsen::Selection::Organisation(of))?;
    let known: HashMap<&ListNumber, &Lotse> =
        stored.iter().filter_map(|lotse| Some((lotse.list_number.as_ref()?, lotse))).collect();
    let mut counts = Counts::default();
    let mut rows = Vec::new();
    for entry in list.good.iter().map(|row| &row.entry) {
        let (action, lotse, stops) = if let Some(stored) = known.get(&entry.number) {
            let updated = updated(stored, entry, today)?;
            if updated == **stored {
                counts.unchanged += 1;
                continue;
            }
            counts.changed += 1;
            let stops = lotsen::can_go(stored) && !lotsen::can_go(&updated);
            (Action::LotseChanged, updated, stops)
        } else {
            counts.new += 1;
            let id = LotseId::new(moment.now, moment.random());
            (Action::LotseRegistered, new(id, of, entry, &options.defaults, today), false)
        };
        let details = json!({"organisation": lotse.organisation, "status": lotse.status});
        let event = event(options.actor, action, Subject::Lotse(lotse.id), details, moment);
        rows.push(Row { event, lotse, stops });
    }
    Ok(Decided { carrier, agencies: Vec::new(), rows, counts, notices: Vec::new() })
}

fn new(id: LotseId, organisation: OrganisationId, entry: &LotseEntry, defaults: &Defaults, today: NaiveDate) -> Lotse {
    let entry = entry.clone();
    Lotse {
        id,
        organisation,
        services: entry.services_of_new(),
        list_number: Some(entry.number),
        given_name: entry.given_name,
        family_name: entry.family_name,
        email: entry.email,
        phone: entry.phone,
        status: entry.status.unwrap_or(defaults.status),
        gender: entry.gender,
        home: entry.home,
        town: entry.town,
        radius_km: entry.radius_km.unwrap_or(defaults.radius_km),
        transport: entry.transport.unwrap_or(defaults.transport),
        modes: entry.modes.unwrap_or_else(|| defaults.modes.to_vec()),
        languages: entry.languages,
        qualifications: entry.qualifications.unwrap_or_default(),
        topics_wished: entry.topics_wished.unwrap_or_default(),
        topics_refused: entry.topics_refused.unwrap_or_default(),
        availability: entry.availability,
        absences: Vec::new(),
        limits: entry.limits,
        blocked_organisations: Vec::new(),
        blocked_clients: Vec::new(),
        consent_on: consent(None, entry.consent, today),
        last_asked_at: None,
    }
}

fn updated(stored: &Lotse, entry: &LotseEntry, today: NaiveDate) -> Result<Lotse, StatusError> {
    let (entry, old) = (entry.clone(), stored.clone());
    let mut lotse = Lotse {
        given_name: whole(entry.given_name, old.given_name, PersonName::as_str),
        family_name: whole(entry.family_name, old.family_name, PersonName::as_str),
        email: entry.email.or(old.email),
        phone: entry.phone.or(old.phone),
        gender: entry.gender.or(old.gender),
        home: entry.home,
        town: match (entry.town, old.town) {
            (Some(said), Some(stored)) => Some(whole(said, stored, Town::as_str)),
            (said, stored) => said.or(stored),
        },
        radius_km: entry.radius_km.unwrap_or(old.radius_km),
        transport: entry.transport.unwrap_or(old.transport),
        modes: entry.modes.unwrap_or(old.modes),
        services: entry.services.unwrap_or(old.services),
        languages: entry.languages,
        qualifications: entry.qualifications.unwrap_or(old.qualifications),
        topics_wished: entry.topics_wished.unwrap_or(old.topics_wished),
        topics_refused: entry.topics_refused.unwrap_or(old.topics_refused),
        availability: entry.availability.or(old.availability),
        limits: Limits {
            minutes_per_week: entry.limits.minutes_per_week.or(old.limits.minutes_per_week),
            assignments_per_week: entry.limits.assignments_per_week.or(old.limits.assignments_per_week),
            offers_per_week: entry.limits.offers_per_week.or(old.limits.offers_per_week),
        },
        consent_on: consent(old.consent_on, entry.consent, today),
        ..old
    };
    if let Some(status) = entry.status {
        lotse.follow_to(status)?;
    }
    Ok(lotse)
}

/// What is stored, where the list says the same with `?` for some letters: Excel writes that for letters which an old
/// encoding does not have, and a list saved so must not undo a better one.
fn whole<T>(said: T, stored: T, text: impl Fn(&T) -> &str) -> T {
    let (torn, sound) = (text(&said), text(&stored));
    let same = torn.chars().count() == sound.chars().count()
        && torn.chars().zip(sound.chars()).all(|(torn, sound)| torn == sound || matches!(torn, '?' | '\u{FFFD}'));
    if same { stored } else { said }
}

/// The day of consent. A list that knows no day means the day on which it first said so; a "no" withdraws.
fn consent(stored: Option<NaiveDate>, said: Option<Consent>, today: NaiveDate) -> Option<NaiveDate> {
    match said {
        None => stored,
        Some(Consent::Missing) => None,
        Some(Consent::Given { on }) => on.or(stored).or(Some(today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_letters_do_not_undo_a_name() {
        for (said, stored, expected) in [
            ("?ukasz", "Łukasz", "Łukasz"),
            ("Ay?e", "Ayşe", "Ayşe"),
            ("?ukasz", "Lukas", "?ukasz"),
            ("Łukasz", "?ukasz", "Łukasz"),
            ("Mina", "Nina", "Mina"),
        ] {
            let name = |text| PersonName::parse(text).unwrap();
            assert_eq!(whole(name(said), name(stored), PersonName::as_str), name(expected), "{said} over {stored}");
        }
    }

    #[test]
    fn consent_is_kept_dated_and_withdrawn() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let today = day(20);
        let given = |on| Some(Consent::Given { on });
        for (stored, said, expected) in [
            (None, None, None),
            (Some(day(1)), None, Some(day(1))),
            (None, given(None), Some(today)),
            (Some(day(1)), given(None), Some(day(1))),
            (Some(day(1)), given(Some(day(2))), Some(day(2))),
            (Some(day(1)), Some(Consent::Missing), None),
        ] {
            assert_eq!(consent(stored, said, today), expected, "{stored:?} {said:?}");
        }
    }
}
