//! The funding rules that hold, by carrier and day, and changing them.
//!
//! Nothing that was said is changed: an amendment is added with the day from which it holds, and history keeps all. Rules of a closed
//! year stay as they are, because its proof of use was due ([`first_open_day`]).

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, Duration, NaiveDate};
use serde_json::json;

use super::audit::note;
use super::receipts::KeyReused;
use super::{AppError, Context, Moment};
use crate::domain::access::{Grant, Scope};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::code::{OrganisationKind, Service};
use crate::domain::hours::first_open_day;
use crate::domain::id::{AmendmentId, LotseId, OrganisationId, UserId};
use crate::domain::programme::{NoRules, Programme};
use crate::domain::qualification::QualificationCode;
use crate::domain::request::{Appointment, SupportRequest};
use crate::domain::rulebook::{Amendment, Rulebook, Values};
use crate::domain::text::Reason;
use crate::domain::time::ZONE;
use crate::matching::snapshot::{LaterRules, OwnRules};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// Why rules are not changed as asked. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum AmendError {
    /// It names no value.
    #[error("nothing is changed; name a value")]
    Nothing,
    /// It ends before it begins.
    #[error("it ends before it begins")]
    EndsBefore,
    /// It begins in a year whose accounts are closed.
    #[error("accounts before {0} are closed; rules are changed from then on")]
    Closed(NaiveDate),
    /// The organisation is no carrier.
    #[error("the organisation is no carrier")]
    NoCarrier,
    /// It requires a qualification that nobody could hold, as far as anybody knows.
    #[error("{code:?} is required for {service} and no qualification that is known")]
    UnknownQualification {
        /// For which service.
        service: Service,
        /// The code.
        code: QualificationCode,
        /// Those that are known.
        known: BTreeSet<QualificationCode>,
    },
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StorageError> for AmendError {
    fn from(error: StorageError) -> Self {
        Self::App(error.into())
    }
}

impl From<KeyReused> for AmendError {
    fn from(error: KeyReused) -> Self {
        Self::App(error.into())
    }
}

/// What is to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// For this carrier alone; `None` for all.
    pub organisation: Option<OrganisationId>,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day.
    pub valid_until: Option<NaiveDate>,
    /// The values.
    pub values: Values,
    /// Why.
    pub reason: Reason,
}

/// The rules as they stand.
///
/// # Errors
/// When the database fails.
pub fn rulebook(context: &Context, tx: &mut ReadTx) -> Result<Rulebook, StorageError> {
    Ok(Rulebook {
        programmes: context.programmes.clone(),
        code: context.programme.clone(),
        amendments: storage::programmes::amendments(tx)?,
    })
}

/// What a matching heeds on a day: the rules of all, those of carriers that have some of their own, how they change later on, and who
/// coordinates.
///
/// # Errors
/// [`AppError::Programme`] where none hold; else when the database fails.
pub(super) fn in_force(context: &Context, tx: &mut ReadTx, day: NaiveDate) -> Result<(Programme, OwnRules), AppError> {
    let book = rulebook(context, tx)?;
    let with_own: BTreeSet<OrganisationId> = book.amendments.iter().filter_map(|one| one.organisation).collect();
    let on = |day| -> Result<LaterRules, NoRules> {
        let own = with_own.iter().map(|carrier| Ok((*carrier, book.on(Some(*carrier), day)?)));
        Ok(LaterRules { all: book.on(None, day)?, carriers: own.collect::<Result<_, NoRules>>()? })
    };
    let LaterRules { all, carriers } = on(day)?;
    // Where the files have none for a day to come, those that held last go on: somebody will have written new ones by then.
    let later = book.changes_after(day).into_iter().filter_map(|day| Some((day, on(day).ok()?))).collect();
    let coordinating = storage::programmes::all_coordinating(tx, [day.year(), day.year().saturating_add(1)])?;
    Ok((all, OwnRules { carriers, coordinating, later }))
}

/// Qualifications that a request asks for on some day of its appointments from `today` on: its own, and those of the rules of its
/// carrier, as a matching sees them.
///
/// # Errors
/// [`AppError::Programme`] where no rules hold; else when the database fails.
pub(super) fn required_by(
    context: &Context,
    tx: &mut ReadTx,
    request: &SupportRequest,
    today: NaiveDate,
) -> Result<Vec<QualificationCode>, AppError> {
    let (all, own) = in_force(context, tx, today)?;
    let sittings = request.eligible().iter().flat_map(Appointment::sittings).map(|sitting| sitting.start().date());
    let windows = request.eligible_windows().iter().flat_map(|window| {
        let last = window.latest().date();
        window.earliest().date().iter_days().take_while(move |day| *day <= last)
    });
    let mut required: BTreeSet<QualificationCode> = request.qualifications.iter().cloned().collect();
    for day in sittings.chain(windows).filter(|day| *day >= today) {
        required.extend(own.on(&all, request.carrier, day).required(request.service).iter().cloned());
    }
    if request.service == Service::Interpreting {
        required.extend(QualificationCode::parse(QualificationCode::GERMAN_FOR_INTERPRETING));
    }
    let mut required: Vec<QualificationCode> = required.into_iter().collect();
    required.sort_by_key(QualificationCode::place);
    Ok(required)
}

/// The rules that hold for a carrier on a day, as far as the grant reaches it; for nobody in particular those of all.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not reach the carrier; [`AppError::Programme`] where none hold; else when the database fails.
pub fn rules(
    context: &Context,
    grant: &Grant,
    carrier: Option<OrganisationId>,
    day: NaiveDate,
) -> Result<Programme, AppError> {
    if carrier.is_some_and(|id| !grant.scope().has_organisation(id)) {
        return Err(StorageError::NotFound { what: "organisation" }.into());
    }
    context.database.read(|tx| Ok::<_, AppError>(rulebook(context, tx)?.on(carrier, day)?))
}

/// The rules of a carrier on a day, for whoever shows what hangs on them; `None` where none hold.
///
/// # Errors
/// When the database fails.
pub fn rules_of(context: &Context, carrier: OrganisationId, day: NaiveDate) -> Result<Option<Programme>, StorageError> {
    context.database.read(|tx| Ok(rulebook(context, tx)?.on(Some(carrier), day).ok()))
}

/// What was changed, as far as the grant reaches: for all carriers, and for those within; the newest first.
///
/// # Errors
/// When the database fails.
pub fn amendments(context: &Context, grant: &Grant) -> Result<Vec<Amendment>, StorageError> {
    let mut all = context.database.read(storage::programmes::amendments)?;
    all.retain(|one| one.organisation.is_none_or(|id| grant.scope().has_organisation(id)));
    all.sort_by_key(|one| std::cmp::Reverse((one.made_at, one.id)));
    Ok(all)
}

/// Names of those who made them, as far as they still have accounts.
///
/// # Errors
/// When the database fails.
pub fn who_amended(context: &Context, amendments: &[Amendment]) -> Result<HashMap<UserId, String>, StorageError> {
    context.database.read(|tx| {
        let mut names = HashMap::new();
        for amendment in amendments {
            match storage::users::find(tx, amendment.made_by) {
                Ok((user, _)) => drop(names.insert(amendment.made_by, user.name.to_string())),
                Err(StorageError::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(names)
    })
}

/// Beside each of some amendments what held before it was made, as far as they say.
pub fn with_before(context: &Context, amendments: Vec<Amendment>) -> Vec<(Amendment, Option<Values>)> {
    let book = Rulebook { programmes: context.programmes.clone(), code: context.programme.clone(), amendments };
    let before: Vec<Option<Values>> = book.amendments.iter().map(|one| book.before(one)).collect();
    book.amendments.into_iter().zip(before).collect()
}

/// Qualifications that may be required, those that every project has first.
///
/// # Errors
/// When the database fails.
pub fn requirable(context: &Context) -> Result<Vec<QualificationCode>, StorageError> {
    let known = context.database.read(|tx| known_qualifications(context, tx))?;
    let mut known: Vec<QualificationCode> = known.into_iter().collect();
    known.sort_by_key(QualificationCode::place);
    Ok(known)
}

/// Qualifications that are known: those that every project has, those of the files, those that were required by an amendment and those
/// that a Lotse holds.
///
/// # Errors
/// When the database fails.
fn known_qualifications(context: &Context, tx: &mut ReadTx) -> Result<BTreeSet<QualificationCode>, StorageError> {
    let everywhere = QualificationCode::KNOWN.iter().filter_map(|code| QualificationCode::parse(code).ok());
    let files = context.programmes.iter().flat_map(Programme::qualifications);
    let mut known: BTreeSet<QualificationCode> = everywhere.chain(files).collect();
    for amendment in storage::programmes::amendments(tx)? {
        let Values { accompaniment_required, interpreting_required, .. } = amendment.values;
        known.extend(accompaniment_required.into_iter().chain(interpreting_required).flatten());
    }
    known.extend(storage::lotsen::qualifications_held(tx)?);
    Ok(known)
}

/// A code with a slip in it would keep everybody out.
fn are_known(context: &Context, tx: &mut ReadTx, values: &Values) -> Result<(), AmendError> {
    let wanted = [
        (Service::Accompaniment, &values.accompaniment_required),
        (Service::Interpreting, &values.interpreting_required),
    ];
    if wanted.iter().all(|(_, codes)| codes.as_ref().is_none_or(BTreeSet::is_empty)) {
        return Ok(());
    }
    let known = known_qualifications(context, tx)?;
    for (service, codes) in wanted {
        if let Some(code) = codes.iter().flatten().find(|code| !known.contains(code)) {
            return Err(AmendError::UnknownQualification { service, code: code.clone(), known });
        }
    }
    Ok(())
}

/// Adds an amendment.
///
/// # Errors
/// [`AmendError`]; [`StorageError::NotFound`] where the grant does not reach the carrier.
pub fn amend(
    context: &Context,
    tx: &mut WriteTx,
    grant: &Grant,
    wanted: Wanted,
    moment: &mut Moment,
) -> Result<Amendment, AmendError> {
    if wanted.values.is_empty() {
        return Err(AmendError::Nothing);
    }
    if wanted.valid_until.is_some_and(|until| until < wanted.valid_from) {
        return Err(AmendError::EndsBefore);
    }
    let open = first_open_day(moment.now.with_timezone(&ZONE).date_naive());
    if wanted.valid_from < open {
        return Err(AmendError::Closed(open));
    }
    are_known(context, tx, &wanted.values)?;
    match wanted.organisation {
        Some(id) if !grant.scope().has_organisation(id) => {
            return Err(StorageError::NotFound { what: "organisation" }.into());
        }
        Some(id) if storage::organisations::find(tx, id)?.kind != OrganisationKind::Carrier => {
            return Err(AmendError::NoCarrier);
        }
        None if *grant.scope() != Scope::All => return Err(StorageError::NotFound { what: "organisation" }.into()),
        Some(_) | None => {}
    }
    // What was made last holds, so no two are of one instant.
    let last = storage::programmes::amendments(tx)?.into_iter().map(|one| one.made_at).max();
    let made_at = last.map_or(moment.now, |last| moment.now.max(last + Duration::microseconds(1)));
    let amendment = Amendment {
        id: AmendmentId::new(moment.now, moment.random()),
        programme: context.programme.clone(),
        organisation: wanted.organisation,
        valid_from: wanted.valid_from,
        valid_until: wanted.valid_until,
        values: wanted.values,
        reason: wanted.reason,
        made_by: grant.user(),
        made_at,
    };
    storage::programmes::amend(tx, &amendment)?;
    let details = json!({
        "organisation": amendment.organisation, "valid_from": amendment.valid_from,
        "valid_until": amendment.valid_until, "values": serde_json::to_value(&amendment.values).map_err(AppError::from)?,
    });
    let subject = Subject::Amendment(amendment.id);
    note(tx, Actor::User(grant.user()), Action::ProgrammeAmended, subject, details, moment)?;
    Ok(amendment)
}

/// Notes that a Lotse whom the grant reaches coordinates the others in a year, or no longer.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not reach them; [`AmendError::Closed`] for a year whose accounts are closed.
pub fn coordinate(
    tx: &mut WriteTx,
    grant: &Grant,
    lotse: LotseId,
    (year, coordinates): (i32, bool),
    moment: &mut Moment,
) -> Result<(), AmendError> {
    let known = storage::lotsen::find_within(tx, grant.scope(), lotse)?;
    let open = first_open_day(moment.now.with_timezone(&ZONE).date_naive());
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
    if first < open {
        return Err(AmendError::Closed(open));
    }
    let (who, made) = ((lotse, known.organisation), (grant.user(), moment.now));
    if storage::programmes::set_coordinating(tx, who, year, coordinates, made)? {
        let details = json!({"coordinates": coordinates, "year": year});
        note(tx, Actor::User(grant.user()), Action::LotseChanged, Subject::Lotse(lotse), details, moment)?;
    }
    Ok(())
}
