//! The demand that advice is computed from, as a problem file: as if all that was asked for were decided anew by the Lotsen there are.
//!
//! | what | counts |
//! |---|---|
//! | window | from the Monday four weeks before this week's on; open requests up to eight weeks ahead |
//! | a request of the past | when its agreed appointment, or else its last alternative, lies in the window; not called off |
//! | an open one | as long as one of its times is ahead |
//! | its times, modes and wishes | as posted, not as agreed |
//! | a Lotse | status, languages, hours, papers as they are now; days away as they were noted |
//! | offers a week | for each week of the window |
//! | what is agreed for days to come, or was in the rest of the year | keeps its Lotse and counts against their year |
//! | priority, waiting | nothing: every place counts the same, so that a gain is a number |

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Utc};

use crate::app::matching::by_identity;
use crate::app::programmes::in_force;
use crate::app::{AppError, Context};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::code::Service;
use crate::domain::id::LotseId;
use crate::domain::id::RequestId;
use crate::domain::lotse::Lotse;
use crate::domain::organisation::{Lending, Organisation};
use crate::domain::programme::Programme;
use crate::domain::qualification::QualificationCode;
use crate::domain::request::{RequestState, SupportRequest};
use crate::domain::time::{self, ZONE};
use crate::matching::ProblemFile;
use crate::matching::advice::Training;
use crate::matching::file::LotseEntry;
use crate::matching::snapshot::{Held, OwnRules, Snapshot, days_concerned};
use crate::matching::weights::{ServedWeights, Weights};
use crate::storage::{self, ReadTx};

/// Whole weeks that are looked back.
const WEEKS: i64 = 4;

/// Whole weeks that are looked ahead: one date far away would make all other weeks look empty.
const AHEAD: i64 = 8;

/// What is read, from one consistent state of the database.
pub(super) struct Read {
    first_day: NaiveDate,
    organisations: Vec<Organisation>,
    lendings: Vec<Lending>,
    lotsen: Vec<Lotse>,
    requests: Vec<SupportRequest>,
    held: Vec<Held>,
    held_requests: Vec<SupportRequest>,
    beyond_plan: HashMap<LotseId, i64>,
    /// Funding rules of today: of all, and those that carriers have changed for themselves.
    rules: (Programme, OwnRules),
}

/// The demand.
pub(super) struct Demand {
    /// As a problem.
    pub file: ProblemFile,
    /// Courses that can be held.
    pub trainings: Vec<Training>,
    /// A Monday.
    pub first_day: NaiveDate,
    /// The last day for which something is asked; today at least.
    pub last_day: NaiveDate,
}

/// Reads it.
pub(super) fn read(context: &Context, tx: &mut ReadTx, now: DateTime<Utc>) -> Result<Read, AppError> {
    let first_day = first_day(now);
    let local = now.with_timezone(&ZONE).naive_local();
    let asked = storage::advice::asked_since(tx, first_day)?;
    let mut requests = by_identity(tx, asked)?;
    requests.retain(|request| counts(request, first_day, local));
    for request in &mut requests {
        // As posted: of the alternatives another may be chosen now.
        request.agreed = None;
    }
    let ids: HashSet<RequestId> = requests.iter().map(|request| request.id).collect();
    let (first, last) = days_concerned(begin(first_day));
    let assignments = storage::assignments::load(tx, storage::assignments::Selection::Between(first, last))?;
    let holds = |assignment: &&Assignment| {
        matches!(assignment.state, AssignmentState::Confirmed | AssignmentState::Completed)
            && !ids.contains(&assignment.request)
    };
    let held: Vec<Held> = assignments.iter().filter(holds).map(Held::from).collect();
    let held_requests = by_identity(tx, held.iter().map(|held| held.request))?;
    Ok(Read {
        first_day,
        organisations: storage::organisations::all(tx)?,
        lendings: storage::organisations::all_lendings(tx)?,
        lotsen: storage::lotsen::load(tx, &storage::lotsen::Selection::All)?,
        requests,
        held,
        held_requests,
        beyond_plan: storage::hours::beyond_plan(tx, None, evening_before(first_day).with_timezone(&ZONE).year())?,
        rules: in_force(context, tx, local.date())?,
    })
}

/// States it as a problem.
pub(super) fn state(context: &Context, read: &Read, now: DateTime<Utc>) -> Result<Demand, AppError> {
    let today = now.with_timezone(&ZONE).date_naive();
    let (programme, own_rules) = &read.rules;
    let asked = HashMap::new();
    let snapshot = Snapshot {
        name: today.to_string(),
        now: evening_before(read.first_day),
        travel: &context.travel,
        weights: Weights { served: ServedWeights::EQUAL, ..context.weights },
        languages: &context.languages,
        programme,
        own_rules: Some(own_rules),
        organisations: &read.organisations,
        lendings: &read.lendings,
        lotsen: &read.lotsen,
        requests: &read.requests,
        held: &read.held,
        held_requests: &read.held_requests,
        beyond_plan: &read.beyond_plan,
        asked_this_week: &asked,
    };
    let mut file = snapshot.problem().file;
    let last_day = read.requests.iter().filter_map(last_time).map(|last| last.date()).max().unwrap_or(today).max(today);
    let weeks = ((last_day - read.first_day).num_days() / 7 + 1).max(1);
    for lotse in &mut file.lotsen {
        as_now(lotse, today, u32::try_from(weeks).unwrap_or(1));
    }
    Ok(Demand { file, trainings: trainings(), first_day: read.first_day, last_day })
}

/// Papers that hold today held in the whole window, those that no longer do in none of it; and each week has its offers.
fn as_now(lotse: &mut LotseEntry, today: NaiveDate, weeks: u32) {
    lotse
        .qualifications
        .retain(|held| held.until.is_none_or(|until| until >= today) && held.from.is_none_or(|from| from <= today));
    lotse.qualifications.iter_mut().for_each(|held| held.from = None);
    lotse.asks_left = lotse.asks_left.map(|asks| asks.saturating_mul(weeks));
    lotse.last_asked = None;
}

/// The instant from which the demand lies ahead.
fn evening_before(first_day: NaiveDate) -> DateTime<Utc> {
    begin(first_day) - Duration::minutes(1)
}

/// The Monday four weeks before that of this week.
fn first_day(now: DateTime<Utc>) -> NaiveDate {
    let today = now.with_timezone(&ZONE).date_naive();
    today - Duration::days(i64::from(today.weekday().num_days_from_monday()) + 7 * WEEKS)
}

fn begin(day: NaiveDate) -> DateTime<Utc> {
    DateTime::from_timestamp(time::minute_on(day, 0).saturating_mul(60), 0).unwrap_or_default()
}

/// Whether a request belongs to the demand.
fn counts(request: &SupportRequest, first_day: NaiveDate, now: NaiveDateTime) -> bool {
    use RequestState as S;
    let agreed = request.agreed.as_ref().and_then(|agreed| agreed.sittings().first()).map(|sitting| sitting.start());
    let Some(when) = agreed.or_else(|| last_time(request)) else { return false };
    match request.state {
        S::Draft | S::Cancelled => false,
        _ if when < now => when.date() >= first_day,
        S::Open | S::Proposed | S::Offered | S::Unserved => when < now + Duration::weeks(AHEAD),
        // What is agreed for days to come stays as it is.
        S::Assigned | S::Completed | S::Expired => false,
    }
}

/// When the last of the posted times begins.
fn last_time(request: &SupportRequest) -> Option<NaiveDateTime> {
    let listed = request.appointments.iter().filter_map(|one| one.sittings().first()).map(|sitting| sitting.start());
    let flexible =
        request.windows.iter().map(|window| window.latest() - Duration::minutes(i64::from(window.minutes())));
    listed.chain(flexible).max()
}

/// The basic course, after which whoever waited is active, and that for interpreting. What a programme asks for besides, such as a certificate of
/// the criminal record, no course gives.
fn trainings() -> Vec<Training> {
    let course = |code: &str, service, admits| Training { code: code.to_owned(), service, admits };
    vec![
        course(QualificationCode::BASIC_COURSE, Service::Accompaniment, true),
        course(QualificationCode::INTERPRETING_COURSE, Service::Interpreting, false),
    ]
}
