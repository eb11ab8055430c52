//! The problem file: everything a matching decides on, in one JSON document.
//!
//! It stands on its own: codes are free strings, places are postcodes or coordinates, what is absent does not restrict.
//! `docs/MATCHING.md` says what each field means for the plan; the JSON Schema comes from these types (`lotsenwerk schema problem`).
//! [`super::compile()`] turns it into a [`super::Problem`] and reports everything that does not fit.

mod asked;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::weights::Weights;
use crate::domain::code::{Gender, LotseStatus, Mode, Priority, Service, Strength, Topic};
use crate::domain::language::Level;
use crate::domain::travel::{Transport, TravelTable};

/// The version of the format; the first line of every problem file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ProblemFormat {
    /// The only version so far.
    #[default]
    #[serde(rename = "lotsenwerk-problem/1")]
    V1,
}

/// A whole problem.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProblemFile {
    /// `lotsenwerk-problem/1`.
    pub format: ProblemFormat,
    /// For people; it changes nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The local day of the decision: how long ago a Lotse was asked counts from it.
    pub today: NaiveDate,
    /// How long ways take; absent switches travel off (no travel minutes, no distance limits).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub travel: Option<TravelTable>,
    /// The weights of both objective levels.
    #[serde(default)]
    pub weights: Weights,
    /// Which variety may stand in for which, and at what cost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub substitutions: Vec<SubstitutionEntry>,
    /// Most assignments for one client, service `interpreting`, in a calendar year; absent means no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_cap: Option<u32>,
    /// What of the client cap is used already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client_used: Vec<ClientUse>,
    /// The carriers and the regions they serve.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carriers: Vec<CarrierEntry>,
    /// Agreements by which the Lotsen of one carrier may serve another's requests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lending: Vec<LendingEntry>,
    /// The Lotsen.
    pub lotsen: Vec<LotseEntry>,
    /// The open requests.
    pub requests: Vec<RequestEntry>,
    /// Confirmed assignments; nothing moves them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<AssignmentEntry>,
    /// Instead of deriving candidates from the profiles, take just these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidates: Option<Vec<CandidateEntry>>,
}

/// `spoken` may stand in for `needed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubstitutionEntry {
    /// What the newcomer asks for.
    pub needed: String,
    /// What the Lotse speaks instead.
    pub spoken: String,
    /// What that costs, minutes of effort.
    pub minutes: u32,
}

/// Interpreting that a client has had in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientUse {
    /// The client's pseudonym.
    pub client: String,
    /// Calendar year.
    pub year: i32,
    /// Assignments beyond those listed under `assignments`.
    pub count: u32,
}

/// A carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CarrierEntry {
    /// Its code, free.
    pub id: String,
    /// Codes of the regions it serves.
    #[serde(default)]
    pub regions: Vec<String>,
}

/// Lotsen of `from` may serve requests in charge of `to`: both have agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LendingEntry {
    /// The lender.
    pub from: String,
    /// The borrower.
    pub to: String,
}

/// A place: a postcode of the reference tables, or coordinates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum PlaceEntry {
    /// Five digits.
    Postcode {
        /// The postcode.
        postcode: String,
    },
    /// WGS84 degrees.
    Coordinates {
        /// Latitude.
        lat: f64,
        /// Longitude.
        lon: f64,
        /// The region in which it lies; absent means no carrier is in charge by place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        region: Option<String>,
    },
}

/// A language that a Lotse speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpokenEntry {
    /// The code, free.
    pub code: String,
    /// How well; absent means native.
    #[serde(default = "native")]
    pub level: Level,
}

fn native() -> Level {
    Level::Native
}

/// A qualification and the days on which it counts, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QualificationEntry {
    /// The code, free.
    pub code: String,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// A weekly window in local clock time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WindowEntry {
    /// 1 is Monday, 7 is Sunday.
    pub weekday: u8,
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`, `24:00` for midnight.
    pub to: String,
}

/// Days away, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceEntry {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

/// A Lotse.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LotseEntry {
    /// Unique among the Lotsen.
    pub id: String,
    /// Their carrier; absent means they serve everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// Where they stand; only `active` ones are matched.
    #[serde(default = "active", skip_serializing_if = "is_active")]
    pub status: LotseStatus,
    /// Whether they agreed to the processing of their data.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub consent: bool,
    /// Services they give.
    #[serde(default = "all_services")]
    pub services: Vec<Service>,
    /// What they speak.
    #[serde(default)]
    pub languages: Vec<SpokenEntry>,
    /// What they hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub qualifications: Vec<QualificationEntry>,
    /// If stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Where trips begin; absent means no travel and no distance limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<PlaceEntry>,
    /// Straight line from home; absent means no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius_km: Option<u32>,
    /// How they travel.
    #[serde(default = "car", skip_serializing_if = "is_car")]
    pub transport: Transport,
    /// Modes they work in.
    #[serde(default = "all_modes")]
    pub modes: Vec<Mode>,
    /// Topics they like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics_wished: Vec<Topic>,
    /// Topics they do not take.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics_refused: Vec<Topic>,
    /// Weekly windows; absent means always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<Vec<WindowEntry>>,
    /// Days away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<AbsenceEntry>,
    /// Minutes of sittings in an ISO week, confirmed ones included; absent means no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_per_week: Option<u32>,
    /// Sittings in an ISO week, confirmed ones included; absent means no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignments_per_week: Option<u32>,
    /// Minutes of accompaniment left in a calendar year before the listed assignments; a year that is absent has no cap.
    /// Interpreting does not count.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub minutes_left_in_year: BTreeMap<i32, u32>,
    /// Offers left before the week's ask budget is used up; absent means no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks_left: Option<u32>,
    /// The day of the last offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_asked: Option<NaiveDate>,
    /// Organisations they do not work for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocked_organisations: Vec<String>,
    /// Clients they do not accompany.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocked_clients: Vec<String>,
}

/// A language that would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NeededEntry {
    /// The code, free.
    pub code: String,
    /// At least this level; absent means any.
    #[serde(default = "beginner")]
    pub at_least: Level,
}

fn beginner() -> Level {
    Level::A1
}

/// One sitting: a local begin and minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SittingEntry {
    /// Local begin, whole minutes.
    pub start: NaiveDateTime,
    /// Length.
    pub minutes: u32,
}

/// One alternative appointment: a sitting, and further ones where it is a series that one Lotse takes as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AppointmentEntry {
    /// Local begin of the first sitting, whole minutes.
    pub start: NaiveDateTime,
    /// Its length.
    pub minutes: u32,
    /// The other sittings of a series.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<SittingEntry>,
}

/// A flexible time. It stands for an appointment every 30 minutes from `earliest`, as long as it ends by `latest`;
/// these follow the listed appointments, in order, and all count as one place lower than the last listed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlexibleEntry {
    /// First local begin.
    pub earliest: NaiveDateTime,
    /// Last local end.
    pub latest: NaiveDateTime,
    /// Length.
    pub minutes: u32,
}

/// A gender asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GenderEntry {
    /// Which.
    pub gender: Gender,
    /// `must` or `wish`.
    pub strength: Strength,
}

/// A Lotse whom the newcomer knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownEntry {
    /// The Lotse.
    pub lotse: String,
    /// How often they have met.
    #[serde(default)]
    pub meetings: u32,
}

/// A support request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestEntry {
    /// Unique among the requests.
    pub id: String,
    /// Who posted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The carrier in charge, beside those that serve the region of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// The newcomer's pseudonym.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// Any of these; empty means none is needed.
    #[serde(default)]
    pub languages: Vec<NeededEntry>,
    /// What is asked for.
    #[serde(default = "accompaniment", skip_serializing_if = "is_accompaniment")]
    pub service: Service,
    /// Acceptable modes, dearest first; not empty.
    #[serde(default = "in_person")]
    pub modes: Vec<Mode>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Where; absent means no travel and no distance limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceEntry>,
    /// Alternatives, dearest first.
    #[serde(default)]
    pub appointments: Vec<AppointmentEntry>,
    /// Flexible times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flexible: Vec<FlexibleEntry>,
    /// Lotsen needed at the same appointment.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub lotsen_needed: u16,
    /// What each of them must hold on each day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub qualifications: Vec<String>,
    /// What each of them must hold at sittings on some days alone: from and until bound the days on which it is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dated_qualifications: Vec<QualificationEntry>,
    /// A gender asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<GenderEntry>,
    /// How urgent.
    #[serde(default = "normal", skip_serializing_if = "is_normal")]
    pub priority: Priority,
    /// Whole days since it was posted.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub waiting_days: u32,
    /// Lotsen whom the newcomer knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known_lotsen: Vec<KnownEntry>,
    /// Lotsen not to be asked: declined before, or excluded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded_lotsen: Vec<String>,
}

/// A confirmed assignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentEntry {
    /// Who goes.
    pub lotse: String,
    /// The sittings.
    pub sittings: Vec<SittingEntry>,
    /// How; absent means in person.
    #[serde(default = "in_person_mode")]
    pub mode: Mode,
    /// Where; absent means no travel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceEntry>,
    /// Which service.
    #[serde(default = "accompaniment", skip_serializing_if = "is_accompaniment")]
    pub service: Service,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
}

/// A candidate that the problem lists itself. Its pair constraints are taken as checked by whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidateEntry {
    /// The Lotse.
    pub lotse: String,
    /// The request.
    pub request: String,
    /// Place of the appointment among the request's, from 0, flexible ones after the listed.
    #[serde(default)]
    pub appointment: u16,
    /// How; absent means the request's dearest mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Minutes of effort, load fairness apart.
    pub effort: i32,
}

fn active() -> LotseStatus {
    LotseStatus::Active
}
fn is_active(status: &LotseStatus) -> bool {
    *status == LotseStatus::Active
}
fn yes() -> bool {
    true
}
fn is_yes(value: &bool) -> bool {
    *value
}
fn all_services() -> Vec<Service> {
    Service::ALL.to_vec()
}
fn car() -> Transport {
    Transport::Car
}
fn is_car(transport: &Transport) -> bool {
    *transport == Transport::Car
}
fn all_modes() -> Vec<Mode> {
    Mode::ALL.to_vec()
}
fn accompaniment() -> Service {
    Service::Accompaniment
}
fn is_accompaniment(service: &Service) -> bool {
    *service == Service::Accompaniment
}
fn in_person() -> Vec<Mode> {
    vec![Mode::InPerson]
}
fn in_person_mode() -> Mode {
    Mode::InPerson
}
fn one() -> u16 {
    1
}
fn is_one(value: &u16) -> bool {
    *value == 1
}
fn normal() -> Priority {
    Priority::Normal
}
fn is_normal(priority: &Priority) -> bool {
    *priority == Priority::Normal
}
fn is_zero(value: &u32) -> bool {
    *value == 0
}
