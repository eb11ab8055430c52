//! What becomes of one request after the other: who could go, who is asked, who agrees, what takes place.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};

use super::super::SyntheticError;
use super::super::chance::Chance;
use super::super::lotsen::Resident;
use super::super::organisations::Organisations;
use super::{Case, Left, Logged, Months};
use crate::domain::assignment::{Assignment, AssignmentState, Missed};
use crate::domain::code::{LotseStatus, Mode, Service, Strength};
use crate::domain::coverage::UnservedReason;
use crate::domain::geo::Point;
use crate::domain::id::{AssignmentId, HoursEntryId, OfferId, OrganisationId, ProposalId, RunId};
use crate::domain::offer::{Offer, OfferState, Proposal, ProposalState};
use crate::domain::region::Area;
use crate::domain::request::{Appointment, NeededLanguage, RequestState, Sitting, SupportRequest};
use crate::domain::text::ClientRef;

/// Minutes that anybody gives in a year, of 16,560 that are paid.
const MINUTES_A_YEAR: u32 = 9_000;
/// Paid assignments of a client.
const SITTINGS_OF_CLIENT: u32 = 5;
/// Nobody is asked for what begins sooner.
const NOTICE: Duration = Duration::hours(10);
/// Until when an answer counts.
const TO_ANSWER: Duration = Duration::hours(48);

/// Per mille of the requests: called off before anybody was asked; somebody could go and is needed elsewhere.
const CALLED_OFF: u32 = 40;
const NEEDED_ELSEWHERE: u32 = 60;
/// The same: the appointment was agreed with those who might go.
const ARRANGED: u32 = 700;
/// Per mille of the times when one of the own people could go: nobody is borrowed.
const OWN: u32 = 850;
/// Per mille of the offers.
const DECLINED: u32 = 160;
const SILENT: u32 = 100;
/// Per mille of what was agreed: called off after all, the Lotse did not come, the newcomer did not.
const TAKEN_BACK: u32 = 40;
const MISSED_BY_LOTSE: u32 = 8;
const MISSED_BY_NEWCOMER: u32 = 20;
/// Per mille of what took place: nobody wrote the hours down.
const FORGOTTEN: u32 = 50;

/// Who lives here, and what they have done so far.
pub(super) struct Town<'a> {
    area: &'a Area,
    months: &'a Months,
    lotsen: &'a [Resident<'a>],
    runs: &'a [(RunId, DateTime<Utc>)],
    /// Who may serve the requests of a carrier: its own first.
    pools: HashMap<OrganisationId, Vec<usize>>,
    /// Days on which somebody goes, or was to go.
    busy: HashMap<usize, BTreeSet<NaiveDate>>,
    minutes: HashMap<(usize, i32), u32>,
    paid: HashMap<(OrganisationId, ClientRef, i32), u32>,
}

/// A request with where it is and when.
#[derive(Clone, Copy)]
struct Asked<'r> {
    request: &'r SupportRequest,
    point: Option<Point>,
    appointment: &'r Appointment,
    /// Whether it was agreed with those who might go, who then make room and go a little farther.
    by_arrangement: bool,
}

/// What chance has in store for a request.
struct Luck {
    needed_elsewhere: bool,
    by_arrangement: bool,
}

impl<'a> Town<'a> {
    pub(super) fn new(
        area: &'a Area,
        months: &'a Months,
        organisations: &Organisations,
        lotsen: &'a [Resident<'a>],
        runs: &'a [(RunId, DateTime<Utc>)],
    ) -> Self {
        let mut own: HashMap<OrganisationId, Vec<usize>> = HashMap::new();
        for (at, resident) in lotsen.iter().enumerate() {
            own.entry(resident.lotse.organisation).or_default().push(at);
        }
        let mut pools = own.clone();
        for lending in organisations.lendings.iter().filter(|lending| lending.holds()) {
            let lent = own.get(&lending.from).map_or(&[][..], Vec::as_slice);
            pools.entry(lending.to).or_default().extend(lent);
        }
        Self { area, months, lotsen, runs, pools, busy: HashMap::new(), minutes: HashMap::new(), paid: HashMap::new() }
    }

    /// Everything about one request; `None` where it does not lie in the months.
    pub(super) fn case(
        &mut self,
        mut request: SupportRequest,
        chance: &mut Chance,
    ) -> Result<Option<Case>, SyntheticError> {
        request.lotsen_needed = 1;
        request.deadline = None;
        let options = options(&request)?;
        let last = options.iter().flat_map(Appointment::sittings).map(|sitting| sitting.start().date()).max();
        let posted = request.posted_at.date_naive();
        let lies_within = posted >= self.months.from && last.is_some_and(|last| last < self.months.until);
        if !lies_within {
            return Ok(None);
        }
        let case = Case { request, proposals: vec![], offers: vec![], left: None, assignment: None, logged: None };
        if chance.happens(CALLED_OFF) {
            let request = SupportRequest { state: RequestState::Cancelled, ..case.request };
            return Ok(Some(Case { request, ..case }));
        }
        let luck =
            Luck { needed_elsewhere: chance.happens(NEEDED_ELSEWHERE), by_arrangement: chance.happens(ARRANGED) };
        let (case, who) = self.searched(case, &options, luck, chance);
        Ok(Some(self.kept(case, who, chance)?))
    }

    /// Looks for somebody until they have agreed, nobody is left, or it is too late. Second: who has agreed.
    fn searched(
        &self,
        mut case: Case,
        options: &[Appointment],
        Luck { needed_elsewhere, by_arrangement }: Luck,
        chance: &mut Chance,
    ) -> (Case, Option<usize>) {
        case.request.state = RequestState::Expired;
        let point = self.area.gazetteer().place(case.request.place.postcode).ok().map(|place| place.point);
        let Some(first) = options.iter().min_by_key(|option| option.starts()) else { return (case, None) };
        let begin = begin_of(first) - NOTICE;
        let in_time = self.runs.get(..self.runs.partition_point(|(_, at)| *at < begin)).unwrap_or_default();
        let mut not_before = case.request.posted_at;
        let mut said_no = BTreeSet::new();
        while let Some((run, at)) = in_time.iter().find(|(_, at)| *at > not_before).copied() {
            let look = |appointment| {
                let asked = Asked { request: &case.request, point, appointment, by_arrangement };
                let (removed, able) = self.look(&asked, &said_no);
                (removed, able, appointment)
            };
            let looks: Vec<_> = options.iter().map(look).collect();
            let found = looks.iter().find(|(_, able, _)| !able.is_empty());
            let Some((removed, able, appointment)) = found.or(looks.first()) else { return (case, None) };
            if able.is_empty() || needed_elsewhere {
                let candidates = u32::try_from(able.len()).unwrap_or(u32::MAX);
                // Whoever is left open is looked at again and again; the last time counts.
                let (run, at) = in_time.last().copied().unwrap_or((run, at));
                case.left = Some(Left { run, at, removed: removed.clone(), candidates });
                return (case, None);
            }
            let is_own = |at: &usize| {
                self.lotsen.get(*at).is_some_and(|resident| resident.lotse.organisation == case.request.carrier)
            };
            // Own people stand first.
            let own = able.iter().take_while(|at| is_own(at)).count();
            let among = if own > 0 && chance.happens(OWN) { own } else { able.len() };
            let chosen = usize::try_from(chance.below(among as u64)).ok().and_then(|at| able.get(at).copied());
            let Some((chosen, resident)) = chosen.and_then(|at| Some((at, self.lotsen.get(at)?))) else {
                return (case, None);
            };
            let appointment = (*appointment).clone();
            let offer = asked(&case.request, resident, (run, at), &appointment, chance);
            let state = offer.1.state;
            not_before = offer.1.answered_at.unwrap_or(at);
            if state == OfferState::Accepted {
                case.assignment = Some(Assignment {
                    id: AssignmentId::from_uuid(offer.1.id.as_uuid()),
                    lotse: offer.1.lotse,
                    request: case.request.id,
                    appointment,
                    mode: offer.0.mode,
                    state: AssignmentState::Confirmed,
                    sequence: 0,
                    missed: None,
                });
            }
            case.proposals.push(offer.0);
            case.offers.push(offer.1);
            if state == OfferState::Accepted {
                return (case, Some(chosen));
            }
            said_no.insert(chosen);
        }
        (case, None)
    }

    /// How many of a pool each reason keeps out, and who could go.
    fn look(&self, asked: &Asked<'_>, said_no: &BTreeSet<usize>) -> (BTreeMap<UnservedReason, u32>, Vec<usize>) {
        let pool = self.pools.get(&asked.request.carrier).map_or(&[][..], Vec::as_slice);
        let mut removed = BTreeMap::new();
        let elsewhere = self.lotsen.len().saturating_sub(pool.len());
        if elsewhere > 0 {
            removed.insert(UnservedReason::Pool, u32::try_from(elsewhere).unwrap_or(u32::MAX));
        }
        let mut able = Vec::new();
        for at in pool {
            match self.fails(*at, asked, said_no) {
                Some(reason) => *removed.entry(reason).or_insert(0) += 1,
                None => able.push(*at),
            }
        }
        (removed, able)
    }

    /// The first thing that keeps somebody out, in the order of the matching.
    fn fails(&self, at: usize, asked: &Asked<'_>, said_no: &BTreeSet<usize>) -> Option<UnservedReason> {
        use UnservedReason as R;
        let request = asked.request;
        let Some(Resident { lotse, .. }) = self.lotsen.get(at) else { return Some(R::Pool) };
        if lotse.status != LotseStatus::Active {
            return Some(R::Status);
        }
        if lotse.consent_on.is_none_or(|day| day > request.posted_at.date_naive()) {
            return Some(R::Consent);
        }
        if !lotse.services.contains(&request.service) {
            return Some(R::Service);
        }
        let speaks = |needed: &NeededLanguage| {
            lotse.languages.iter().any(|s| s.language == needed.language && s.level >= needed.at_least)
        };
        if !request.languages.is_empty() && !request.languages.iter().any(speaks) {
            return Some(R::Language);
        }
        let must = request.gender.filter(|wish| wish.strength == Strength::Must);
        if must.is_some_and(|wish| lotse.gender != Some(wish.gender)) {
            return Some(R::Gender);
        }
        let is_out = said_no.contains(&at)
            || request.excluded_lotsen.contains(&lotse.id)
            || lotse.topics_refused.contains(&request.topic)
            || lotse.blocked_organisations.contains(&request.organisation);
        if is_out {
            return Some(R::Exclusion);
        }
        self.meets(at, asked)
    }

    /// The same of when and where.
    fn meets(&self, at: usize, asked: &Asked<'_>) -> Option<UnservedReason> {
        use UnservedReason as R;
        let Asked { request, point, appointment, by_arrangement } = *asked;
        let Some(Resident { lotse, home, .. }) = self.lotsen.get(at) else { return Some(R::Pool) };
        let Some(mode) = mode(request, &lotse.modes) else { return Some(R::Mode) };
        let radius = u32::from(lotse.radius_km) * if by_arrangement { 1800 } else { 1000 };
        if mode == Mode::InPerson && point.is_some_and(|point| !home.point.is_within_m(point, radius)) {
            return Some(R::Distance);
        }
        let sittings = appointment.sittings();
        let mut days = sittings.iter().map(|sitting| sitting.start().date());
        if days.clone().any(|day| lotse.absences.iter().any(|away| away.covers(day))) {
            return Some(R::Absence);
        }
        if !by_arrangement && !sittings.iter().all(|sitting| has_time(lotse, sitting)) {
            return Some(R::Availability);
        }
        if let Some(busy) = self.busy.get(&at) {
            if days.clone().any(|day| busy.contains(&day)) {
                return Some(R::Overlap);
            }
            let most = lotse.limits.assignments_per_week.unwrap_or(u32::MAX) as usize;
            if days.any(|day| in_week(busy, day) >= most) {
                return Some(R::WeeklyLoad);
            }
        }
        let year = appointment.starts().year();
        let minutes: u32 = sittings.iter().map(Sitting::minutes).sum();
        if self.minutes.get(&(at, year)).copied().unwrap_or(0) + minutes > MINUTES_A_YEAR {
            return Some(R::YearlyCap);
        }
        (!self.is_paid(request, sittings.len(), year)).then_some(R::ClientCap)
    }

    /// Whether the client of a request has so many paid assignments left.
    fn is_paid(&self, request: &SupportRequest, sittings: usize, year: i32) -> bool {
        let used = client_of(request, year).and_then(|client| self.paid.get(&client)).copied().unwrap_or(0);
        request.service != Service::Interpreting || used as usize + sittings <= SITTINGS_OF_CLIENT as usize
    }

    /// What came of what was agreed, and the hours.
    fn kept(&mut self, mut case: Case, who: Option<usize>, chance: &mut Chance) -> Result<Case, SyntheticError> {
        let Some((agreed, at)) = case.assignment.take().zip(who) else { return Ok(case) };
        case.request.agreed = Some(agreed.appointment.clone());
        let days = agreed.appointment.sittings().iter().map(|sitting| sitting.start().date());
        self.busy.entry(at).or_default().extend(days);
        let outcomes = [(TAKEN_BACK, 0), (MISSED_BY_LOTSE, 1), (MISSED_BY_NEWCOMER, 2)];
        let (moved, state) = match chance.one_of(&outcomes, 3) {
            0 => (agreed.cancelled(), RequestState::Cancelled),
            // The next look finds that its time is over.
            1 => (agreed.missed(Missed::Lotse), RequestState::Expired),
            2 => (agreed.missed(Missed::Newcomer), RequestState::Completed),
            _ => (agreed.completed(), RequestState::Completed),
        };
        let assignment = moved.map_err(SyntheticError::value("assignment"))?;
        case.request.state = state;
        if assignment.state == AssignmentState::Completed {
            self.worked(&mut case, &assignment, at, chance);
        }
        case.assignment = Some(assignment);
        Ok(case)
    }

    fn worked(&mut self, case: &mut Case, assignment: &Assignment, at: usize, chance: &mut Chance) {
        let sittings = assignment.appointment.sittings();
        let planned: u32 = sittings.iter().map(Sitting::minutes).sum();
        // Waiting rooms take longer than planned; nobody counts the minutes.
        let minutes = planned + 15 * chance.between(0, 3);
        let year = assignment.appointment.starts().year();
        *self.minutes.entry((at, year)).or_insert(0) += minutes;
        if let Some(client) = client_of(&case.request, year).filter(|_| case.request.service == Service::Interpreting) {
            *self.paid.entry(client).or_insert(0) += u32::try_from(sittings.len()).unwrap_or(u32::MAX);
        }
        let end = end_of(&assignment.appointment);
        let logged_at = end + Duration::hours(i64::from(chance.between(1, 90)));
        let agreed_at = logged_at + Duration::hours(i64::from(chance.between(2, 200)));
        let id = HoursEntryId::new(logged_at, chance.bytes());
        let Some(resident) = self.lotsen.get(at) else { return };
        let place = self.area.gazetteer().place(case.request.place.postcode).ok();
        let way = place.map(|place| resident.home.point.distance_m(place.point));
        let kilometres = way.filter(|_| assignment.mode == Mode::InPerson).map(|metres| {
            // There and back, and roads are a third longer than the straight line.
            let sittings = u32::try_from(sittings.len()).unwrap_or(1);
            metres.div_ceil(1000) * 8 / 3 * sittings
        });
        let is_over = |at: DateTime<Utc>| at.date_naive() < self.months.until;
        if chance.happens(FORGOTTEN) || !is_over(logged_at) {
            return;
        }
        let confirmed_at = Some(agreed_at).filter(|at| is_over(*at));
        case.logged = Some(Logged {
            id,
            organisation: resident.lotse.organisation,
            at: logged_at,
            minutes,
            kilometres,
            confirmed_at,
        });
    }
}

/// Times that would do.
fn options(request: &SupportRequest) -> Result<Vec<Appointment>, SyntheticError> {
    let flexible = request.windows.iter().map(|window| {
        Appointment::single(window.earliest(), window.minutes()).map_err(SyntheticError::value(window.earliest()))
    });
    request.appointments.iter().cloned().map(Ok).chain(flexible).collect()
}

fn instant(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(minute.saturating_mul(60), 0).unwrap_or_default()
}

fn begin_of(appointment: &Appointment) -> DateTime<Utc> {
    instant(appointment.sittings().first().map_or(0, Sitting::begin))
}

fn end_of(appointment: &Appointment) -> DateTime<Utc> {
    instant(appointment.sittings().last().map_or(0, Sitting::end))
}

fn client_of(request: &SupportRequest, year: i32) -> Option<(OrganisationId, ClientRef, i32)> {
    request.client.clone().map(|client| (request.organisation, client, year))
}

/// The first mode of a request that somebody offers.
fn mode(request: &SupportRequest, offered: &[Mode]) -> Option<Mode> {
    request.modes.iter().find(|mode| offered.contains(mode)).copied()
}

/// Whether a sitting lies in somebody's week.
fn has_time(lotse: &crate::domain::lotse::Lotse, sitting: &Sitting) -> bool {
    let Some(availability) = &lotse.availability else { return true };
    let start = sitting.start();
    let from = chrono::Timelike::num_seconds_from_midnight(&start) / 60;
    let to = from + sitting.minutes();
    let mut windows = availability.on(start.date().weekday());
    windows.any(|window| u32::from(window.from()) <= from && to <= u32::from(window.to()))
}

/// On how many days of the week of a day somebody goes.
fn in_week(busy: &BTreeSet<NaiveDate>, day: NaiveDate) -> usize {
    let monday = day - Duration::days(i64::from(day.weekday().num_days_from_monday()));
    busy.range(monday..monday + Duration::days(7)).count()
}

/// An offer with its proposal, and how it was answered.
fn asked(
    request: &SupportRequest,
    resident: &Resident<'_>,
    (run, at): (RunId, DateTime<Utc>),
    appointment: &Appointment,
    chance: &mut Chance,
) -> (Proposal, Offer) {
    let asked_at = at + Duration::minutes(i64::from(chance.between(5, 120)));
    let expires_at = asked_at + TO_ANSWER;
    let (yes, no) = (i64::from(chance.between(20, 2400)), i64::from(chance.between(60, 2800)));
    let (state, answered_at) = match chance.one_of(&[(DECLINED, 0), (SILENT, 1)], 2) {
        0 => (OfferState::Declined, asked_at + Duration::minutes(no)),
        1 => (OfferState::Expired, expires_at),
        _ => (OfferState::Accepted, asked_at + Duration::minutes(yes)),
    };
    // An answer after the begin is none.
    let begin = begin_of(appointment);
    let (state, answered_at) = if answered_at < begin { (state, answered_at) } else { (OfferState::Expired, begin) };
    let proposal = Proposal {
        id: ProposalId::new(at, chance.bytes()),
        run,
        request: request.id,
        lotse: resident.lotse.id,
        appointment: appointment.clone(),
        mode: mode(request, &resident.lotse.modes).unwrap_or(Mode::InPerson),
        effort: 0,
        reviewed_at: None,
        state: ProposalState::Released,
    };
    let offer = Offer {
        id: OfferId::new(asked_at, chance.bytes()),
        proposal: proposal.id,
        request: request.id,
        lotse: resident.lotse.id,
        asked_at,
        expires_at: expires_at.min(begin),
        state,
        answered_at: Some(answered_at),
    };
    (proposal, offer)
}
