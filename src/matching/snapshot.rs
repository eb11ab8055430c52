//! From the field's nouns to a problem file: what a matching run sees of the stored Lotsen, requests and assignments.
//!
//! Programme rules become the problem's limits and qualifications here, so that the matching itself knows no programme.
//! Lotsen and requests appear under their identifiers, clients under the organisation's pseudonym together with its identity,
//! because two organisations may use the same one.

mod gates;
mod limits;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Utc};

use super::file::{
    AbsenceEntry, AppointmentEntry, AssignmentEntry, CarrierEntry, FlexibleEntry, GenderEntry, KnownEntry,
    LendingEntry, LotseEntry, NeededEntry, PlaceEntry, ProblemFile, ProblemFormat, RequestEntry, SittingEntry,
    SpokenEntry, SubstitutionEntry, WindowEntry,
};
use super::weights::Weights;
use crate::domain::assignment::Assignment;
use crate::domain::code::{Mode, OrganisationKind, Service};
use crate::domain::geo::Postcode;
use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::language::{LanguageCode, LanguageTable};
use crate::domain::lotse::Lotse;
use crate::domain::offer::Proposal;
use crate::domain::organisation::{Lending, Organisation};
use crate::domain::programme::Programme;
use crate::domain::request::{Appointment, Sitting, SupportRequest, Window};
use crate::domain::text::ClientRef;
use crate::domain::time::ZONE;
use crate::domain::travel::TravelTable;

/// Everything that a run looks at.
#[derive(Debug)]
pub struct Snapshot<'a> {
    /// For people.
    pub name: String,
    /// The instant of the decision: appointments before it are left out.
    pub now: DateTime<Utc>,
    /// How long ways take.
    pub travel: &'a TravelTable,
    /// The weights of both levels.
    pub weights: Weights,
    /// Varieties that may stand in.
    pub languages: &'a LanguageTable,
    /// The funding rules in force.
    pub programme: &'a Programme,
    /// Carriers with rules of their own, and who coordinates; `None` where there are none.
    pub own_rules: Option<&'a OwnRules>,
    /// Carriers among them.
    pub organisations: &'a [Organisation],
    /// Agreements between carriers.
    pub lendings: &'a [Lending],
    /// Lotsen to choose from, in any status.
    pub lotsen: &'a [Lotse],
    /// Requests to decide.
    pub requests: &'a [SupportRequest],
    /// What Lotsen have agreed to or been asked for already, in the weeks and years concerned.
    pub held: &'a [Held],
    /// The requests behind it.
    pub held_requests: &'a [SupportRequest],
    /// By how much accompaniment of this calendar year that was written down differs from what was planned, minutes.
    pub beyond_plan: &'a HashMap<LotseId, i64>,
    /// Offers that each Lotse has got in the current ISO week.
    pub asked_this_week: &'a HashMap<LotseId, u32>,
}

/// What funding rules differ by.
#[derive(Debug, Clone, Default)]
pub struct OwnRules {
    /// The rules of carriers that have some of their own.
    pub carriers: HashMap<OrganisationId, Programme>,
    /// Who coordinates for whom in which year.
    pub coordinating: BTreeSet<(LotseId, OrganisationId, i32)>,
    /// The rules from days to come on, each until the next: appointments go by those of their day, limits of a year by those of its
    /// first day that is still to come.
    pub later: BTreeMap<NaiveDate, LaterRules>,
}

/// The rules from a day to come on.
#[derive(Debug, Clone)]
pub struct LaterRules {
    /// Of carriers that have none of their own.
    pub all: Programme,
    /// The rules of carriers that have some of their own.
    pub carriers: HashMap<OrganisationId, Programme>,
}

impl OwnRules {
    /// The rules of a carrier on a day; `today` are those that hold today where a carrier has none of its own, and for days before.
    pub fn on<'r>(&'r self, today: &'r Programme, carrier: OrganisationId, day: NaiveDate) -> &'r Programme {
        match self.later.range(..=day).next_back() {
            Some((_, later)) => later.of(carrier),
            None => self.carriers.get(&carrier).unwrap_or(today),
        }
    }
}

impl LaterRules {
    fn of(&self, carrier: OrganisationId) -> &Programme {
        self.carriers.get(&carrier).unwrap_or(&self.all)
    }
}

/// An appointment that a Lotse has agreed to, or is being asked for: nothing may be proposed beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Who.
    pub lotse: LotseId,
    /// What for.
    pub request: RequestId,
    /// When.
    pub appointment: Appointment,
    /// How.
    pub mode: Mode,
}

impl From<&Assignment> for Held {
    fn from(assignment: &Assignment) -> Self {
        let Assignment { lotse, request, appointment, mode, .. } = assignment;
        Self { lotse: *lotse, request: *request, appointment: appointment.clone(), mode: *mode }
    }
}

impl From<Proposal> for Held {
    fn from(proposal: Proposal) -> Self {
        let Proposal { lotse, request, appointment, mode, .. } = proposal;
        Self { lotse, request, appointment, mode }
    }
}

/// A problem file, and how to read a plan for it.
#[derive(Debug, Clone)]
pub struct Stated {
    /// The problem.
    pub file: ProblemFile,
    /// The alternatives of each request, in the order in which the plan counts them.
    pub alternatives: HashMap<RequestId, Vec<Appointment>>,
    /// Requests left out because their appointments or their deadline have passed.
    pub passed: Vec<RequestId>,
}

impl Snapshot<'_> {
    /// The problem file, with what is needed to read a plan for it.
    pub fn problem(&self) -> Stated {
        let index = self.index();
        let mut passed = Vec::new();
        let mut alternatives = HashMap::with_capacity(self.requests.len());
        let mut requests = Vec::with_capacity(self.requests.len());
        for request in self.requests {
            let times = self.times(&index, request);
            if times.is_empty() || request.search_ends().is_some_and(|end| end <= self.now) {
                passed.push(request.id);
            } else {
                requests.push(self.request(&index, request, &times));
                alternatives.insert(request.id, times.in_order());
            }
        }
        let (client_cap, client_used) = self.client_caps();
        let carriers = self.organisations.iter().filter(|o| o.kind == OrganisationKind::Carrier);
        let file = ProblemFile {
            format: ProblemFormat::V1,
            name: self.name.clone(),
            today: self.local_now().date(),
            travel: Some(self.travel.clone()),
            weights: self.weights,
            substitutions: self.languages.substitutions().map(substitution).collect(),
            client_cap,
            client_used,
            carriers: carriers
                .map(|carrier| CarrierEntry {
                    id: carrier.id.to_string(),
                    regions: carrier.regions.iter().map(|region| region.as_str().to_owned()).collect(),
                })
                .collect(),
            lending: self
                .lendings
                .iter()
                .filter(|lending| lending.holds())
                .map(|lending| LendingEntry { from: lending.from.to_string(), to: lending.to.to_string() })
                .collect(),
            lotsen: self.lotsen.iter().map(|lotse| self.lotse(&index, lotse)).collect(),
            requests,
            assignments: self.assignments(&index),
            candidates: None,
        };
        Stated { file, alternatives, passed }
    }

    fn index(&self) -> Index<'_> {
        let requests: HashMap<RequestId, &SupportRequest> = self.held_requests.iter().map(|r| (r.id, r)).collect();
        let mut meetings: HashMap<(String, LotseId), u32> = HashMap::new();
        let mut by_request: HashMap<RequestId, Vec<&Held>> = HashMap::new();
        for held in self.held {
            by_request.entry(held.request).or_default().push(held);
            let Some(request) = requests.get(&held.request) else { continue };
            if let Some(client) = client(request) {
                *meetings.entry((client, held.lotse)).or_default() += 1;
            }
        }
        let mut clients: HashMap<&ClientRef, HashSet<String>> = HashMap::new();
        for request in self.requests {
            if let (Some(pseudonym), Some(client)) = (&request.client, client(request)) {
                clients.entry(pseudonym).or_default().insert(client);
            }
        }
        let present = self.lotsen.iter().map(|lotse| lotse.id).collect();
        Index { present, requests, by_request, meetings, clients }
    }

    fn local_now(&self) -> NaiveDateTime {
        self.now.with_timezone(&ZONE).naive_local()
    }

    fn lotse(&self, index: &Index<'_>, lotse: &Lotse) -> LotseEntry {
        let offers = lotse.limits.offers_per_week;
        let asked = self.asked_this_week.get(&lotse.id).copied().unwrap_or(0);
        // A block holds whichever organisation uses the pseudonym, because the Lotse's list does not say which.
        let blocked_clients = lotse.blocked_clients.iter().filter_map(|blocked| index.clients.get(blocked)).flatten();
        LotseEntry {
            id: lotse.id.to_string(),
            carrier: Some(lotse.organisation.to_string()),
            status: lotse.status,
            consent: lotse.consent_on.is_some(),
            services: lotse.services.clone(),
            languages: lotse
                .languages
                .iter()
                .map(|spoken| SpokenEntry { code: spoken.language.to_string(), level: spoken.level })
                .collect(),
            qualifications: self.qualifications(lotse),
            gender: lotse.gender,
            home: Some(postcode(lotse.home)),
            radius_km: Some(u32::from(lotse.radius_km)),
            transport: lotse.transport,
            modes: lotse.modes.clone(),
            topics_wished: lotse.topics_wished.clone(),
            topics_refused: lotse.topics_refused.clone(),
            availability: lotse.availability.as_ref().map(|availability| {
                let window = |window: &crate::domain::availability::WeeklyWindow| WindowEntry {
                    weekday: window.weekday().number_from_monday() as u8,
                    from: clock(window.from()),
                    to: clock(window.to()),
                };
                availability.windows().iter().map(window).collect()
            }),
            absences: lotse
                .absences
                .iter()
                .map(|absence| AbsenceEntry { first: absence.first(), last: absence.last() })
                .collect(),
            minutes_per_week: lotse.limits.minutes_per_week,
            assignments_per_week: lotse.limits.assignments_per_week,
            minutes_left_in_year: self.minutes_left(lotse),
            asks_left: offers.map(|offers| offers.saturating_sub(asked)),
            last_asked: lotse.last_asked_at.map(|at| at.with_timezone(&ZONE).date_naive()),
            blocked_organisations: lotse.blocked_organisations.iter().map(ToString::to_string).collect(),
            // A block holds whichever organisation uses the pseudonym, because the Lotse's list does not say which.
            blocked_clients: blocked_clients.cloned().collect(),
        }
    }

    /// What is left of a request's times. Where one was agreed, or some of its places are taken, only that appointment will do.
    fn times(&self, index: &Index<'_>, request: &SupportRequest) -> Times {
        let ahead = |appointment: &Appointment| appointment.sittings().iter().all(|s| self.is_ahead(s.start()));
        if let Some(agreed) = &request.agreed {
            // Of a series that has lost its Lotse what is left is worth finding somebody for.
            let left = agreed.sittings().iter().filter(|sitting| self.is_ahead(sitting.start())).copied().collect();
            return Times { listed: Appointment::new(left).into_iter().collect(), flexible: Vec::new() };
        }
        let held = || index.by_request.get(&request.id)?.first().map(|held| &held.appointment);
        if let Some(fixed) = held() {
            let listed = Some(fixed.clone()).filter(ahead);
            return Times { listed: listed.into_iter().collect(), flexible: Vec::new() };
        }
        let remaining = |window: &Window| {
            let next = window.sittings().find(|sitting| self.is_ahead(sitting.start()))?;
            Window::new(next.start(), window.latest(), window.minutes()).ok()
        };
        Times {
            listed: request.appointments.iter().filter(|appointment| ahead(appointment)).cloned().collect(),
            flexible: request.windows.iter().filter_map(remaining).collect(),
        }
    }

    fn request(&self, index: &Index<'_>, request: &SupportRequest, times: &Times) -> RequestEntry {
        let held = index.by_request.get(&request.id).map(Vec::as_slice).unwrap_or_default();
        let taken = u16::try_from(held.len()).unwrap_or(u16::MAX);
        let serving = held.iter().map(|held| held.lotse);
        let asked = self.asked(request);
        let excluded: BTreeSet<LotseId> = request.excluded_lotsen.iter().copied().chain(serving).collect();
        RequestEntry {
            id: request.id.to_string(),
            organisation: Some(request.organisation.to_string()),
            carrier: Some(request.carrier.to_string()),
            client: client(request),
            languages: request
                .languages
                .iter()
                .map(|needed| NeededEntry { code: needed.language.to_string(), at_least: needed.at_least })
                .collect(),
            service: request.service,
            modes: request.modes.clone(),
            topic: Some(request.topic),
            place: Some(postcode(request.place.postcode)),
            appointments: times.listed.iter().filter_map(appointment).collect(),
            flexible: times
                .flexible
                .iter()
                .map(|window| FlexibleEntry {
                    earliest: window.earliest(),
                    latest: window.latest(),
                    minutes: window.minutes(),
                })
                .collect(),
            lotsen_needed: request.lotsen_needed.saturating_sub(taken).max(1),
            qualifications: asked.always,
            dated_qualifications: asked.dated,
            gender: request.gender.map(|wish| GenderEntry { gender: wish.gender, strength: wish.strength }),
            priority: request.urgency.priority,
            waiting_days: u32::try_from((self.now - request.posted_at).num_days()).unwrap_or(0),
            known_lotsen: known(index, request),
            excluded_lotsen: excluded
                .iter()
                .filter(|lotse| index.present.contains(lotse))
                .map(ToString::to_string)
                .collect(),
        }
    }

    fn is_ahead(&self, start: NaiveDateTime) -> bool {
        start > self.local_now()
    }

    /// What is held, as assignments that nothing moves.
    fn assignments(&self, index: &Index<'_>) -> Vec<AssignmentEntry> {
        // Several may be asked for one place, but the client sees one of them.
        let mut counted: HashMap<RequestId, u16> = HashMap::new();
        let of_this_run = self.held.iter().filter(|held| index.present.contains(&held.lotse));
        of_this_run
            .map(|held| {
                let request = index.requests.get(&held.request);
                let counted = counted.entry(held.request).or_default();
                *counted = counted.saturating_add(1);
                let sees = request.filter(|request| *counted <= request.lotsen_needed);
                AssignmentEntry {
                    lotse: held.lotse.to_string(),
                    sittings: held.appointment.sittings().iter().map(sitting).collect(),
                    mode: held.mode,
                    place: request.map(|request| postcode(request.place.postcode)),
                    service: request.map_or(Service::Accompaniment, |request| request.service),
                    client: sees.and_then(|request| client(request)),
                }
            })
            .collect()
    }
}

/// The times of a request that are still ahead.
struct Times {
    listed: Vec<Appointment>,
    flexible: Vec<Window>,
}

impl Times {
    fn is_empty(&self) -> bool {
        self.listed.is_empty() && self.flexible.is_empty()
    }

    /// As the plan counts them: the listed ones, then every begin of the flexible ones.
    fn in_order(&self) -> Vec<Appointment> {
        let offered = self.flexible.iter().copied().flat_map(Window::sittings).map(Appointment::from);
        self.listed.iter().cloned().chain(offered).collect()
    }
}

/// What is looked up again and again.
struct Index<'a> {
    /// Lotsen of the run.
    present: HashSet<LotseId>,
    /// Requests behind what is held.
    requests: HashMap<RequestId, &'a SupportRequest>,
    /// What is held, by request.
    by_request: HashMap<RequestId, Vec<&'a Held>>,
    /// Appointments that a Lotse has had, or been asked for, with a client.
    meetings: HashMap<(String, LotseId), u32>,
    /// Clients of the open requests by their bare pseudonym.
    clients: HashMap<&'a ClientRef, HashSet<String>>,
}

/// Known Lotsen with the number of assignments they have had for the same client.
fn known(index: &Index<'_>, request: &SupportRequest) -> Vec<KnownEntry> {
    let entry = |lotse: &LotseId| {
        let meetings = client(request).and_then(|client| index.meetings.get(&(client, *lotse)).copied());
        KnownEntry { lotse: lotse.to_string(), meetings: meetings.unwrap_or(0) }
    };
    request.known_lotsen.iter().filter(|lotse| index.present.contains(lotse)).map(entry).collect()
}

/// First and last local day of the assignments that a run has to know: this calendar year and the next for their caps, the
/// last one for who knows whom, and the whole of the ISO week in which that began.
pub fn days_concerned(now: DateTime<Utc>) -> (NaiveDate, NaiveDate) {
    let year = now.with_timezone(&ZONE).year();
    let new_year = NaiveDate::from_ymd_opt(year - 1, 1, 1).unwrap_or(NaiveDate::MIN);
    let monday = new_year.checked_sub_days(Days::new(6)).unwrap_or(NaiveDate::MIN);
    (monday, NaiveDate::from_ymd_opt(year + 1, 12, 31).unwrap_or(NaiveDate::MAX))
}

fn substitution(substitution: crate::domain::language::Substitution) -> SubstitutionEntry {
    let code = |code: LanguageCode| code.to_string();
    SubstitutionEntry {
        needed: code(substitution.needed),
        spoken: code(substitution.spoken),
        minutes: substitution.minutes,
    }
}

/// A client under the organisation that keeps the pseudonym.
fn client(request: &SupportRequest) -> Option<String> {
    request.client.as_ref().map(|client| format!("{}/{client}", request.organisation))
}

fn postcode(postcode: Postcode) -> PlaceEntry {
    PlaceEntry::Postcode { postcode: postcode.to_string() }
}

fn clock(minute_of_day: u16) -> String {
    format!("{:02}:{:02}", minute_of_day / 60, minute_of_day % 60)
}

fn sitting(sitting: &Sitting) -> SittingEntry {
    SittingEntry { start: sitting.start(), minutes: sitting.minutes() }
}

fn appointment(appointment: &Appointment) -> Option<AppointmentEntry> {
    let (first, further) = appointment.sittings().split_first()?;
    let further = further.iter().map(sitting).collect();
    Some(AppointmentEntry { start: first.start(), minutes: first.minutes(), further })
}
