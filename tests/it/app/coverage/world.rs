//! Made-up years of requests, with what became of them, as rows in a database.

use chrono::{DateTime, Duration, Utc};
use lotsenwerk::domain::assignment::{Assignment, AssignmentState, Missed};
use lotsenwerk::domain::code::{LotseStatus, Mode, OrganisationKind, Service, Topic};
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::hours::{Decision, HoursEntry, Worked};
use lotsenwerk::domain::id::{HoursEntryId, LotseId, OrganisationId, RequestId, UserId};
use lotsenwerk::domain::language::{LanguageCode, Level};
use lotsenwerk::domain::lotse::{Lotse, SpokenLanguage};
use lotsenwerk::domain::offer::{Offer, OfferState, Proposal, ProposalState};
use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::request::{Appointment, MeetingPlace, NeededLanguage, RequestState, SupportRequest};
use lotsenwerk::domain::run::{RunTrigger, Unserved};
use lotsenwerk::domain::text::OrganisationName;
use lotsenwerk::storage::{assignments, hours, lotsen, offers, organisations, requests, runs};
use serde_json::json;

use crate::storage::samples::{
    assignment, at, bare_lotse, bare_request, local, lotse_id, offer, organisation, organisation_id, proposal,
    request_id, run_id,
};
use crate::support::db::TestDatabase;

/// Numbers that look like chance and are the same each time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// Below `sides`, the smaller the more often.
    pub fn skewed(&mut self, sides: u64) -> u64 {
        let (one, other) = (self.roll(sides), self.roll(sides));
        one.min(other).min(self.roll(sides))
    }

    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len() as u64) as usize]
    }
}

/// In different regions of Hessen, and one that is in none.
pub const PLACES: [&str; 7] = ["34117", "37269", "35037", "36037", "60311", "65183", "00001"];
pub const LANGUAGES: [&str; 8] = ["arb", "prs", "ukr", "tur", "kmr", "tir", "som", "rus"];
/// The first carrier; the others follow.
pub const CARRIERS: std::ops::Range<u32> = 40..44;
const LOTSEN: u32 = 30;

fn carrier(number: u32) -> OrganisationId {
    organisation_id(number)
}

fn lotse(number: u32, dice: &mut Dice) -> Lotse {
    let spoken = |code| SpokenLanguage { language: LanguageCode::parse(code).unwrap(), level: Level::C1 };
    let mut languages = vec![spoken(LANGUAGES[dice.skewed(8) as usize]), spoken("deu")];
    languages.dedup();
    Lotse {
        status: if dice.roll(8) == 0 { LotseStatus::Paused } else { LotseStatus::Active },
        home: Postcode::parse(PLACES[dice.skewed(6) as usize]).unwrap(),
        radius_km: 5 + dice.roll(60) as u16,
        languages,
        ..bare_lotse(900 + number, carrier(CARRIERS.start + number % 4))
    }
}

/// Everybody but the newcomers.
pub fn people(db: &TestDatabase) {
    let carriers: Vec<Organisation> = CARRIERS
        .map(|number| Organisation {
            kind: OrganisationKind::Carrier,
            name: OrganisationName::parse(&format!("Projekt {number}")).unwrap(),
            ..organisation(number)
        })
        .collect();
    let mut dice = Dice::new(7);
    let lotsen_: Vec<Lotse> = (0..LOTSEN).map(|number| lotse(number, &mut dice)).collect();
    db.must_write(|tx| {
        organisations::save_all(tx, &carriers)?;
        lotsen::save_all(tx, &lotsen_)
    });
}

/// One that was posted at this time, somewhere, by chance.
pub fn request(number: u32, posted_at: DateTime<Utc>, dice: &mut Dice) -> SupportRequest {
    let language = |code| NeededLanguage { language: LanguageCode::parse(code).unwrap(), at_least: Level::B1 };
    let first = dice.skewed(9) as usize;
    let mut languages: Vec<NeededLanguage> = LANGUAGES.get(first).map(|code| language(*code)).into_iter().collect();
    if dice.roll(5) == 0 && first < 7 {
        languages.push(language(LANGUAGES[first + 1]));
    }
    let ahead = posted_at + Duration::hours(dice.roll(900) as i64);
    let begin = local(&ahead.format("%Y-%m-%d 09:00").to_string());
    let state = match dice.roll(20) {
        0..=8 => RequestState::Completed,
        9..=11 => RequestState::Assigned,
        12..=14 => RequestState::Unserved,
        15 => RequestState::Expired,
        16 => RequestState::Cancelled,
        17 => RequestState::Offered,
        18 => RequestState::Open,
        _ => RequestState::Draft,
    };
    SupportRequest {
        languages,
        service: if dice.roll(3) == 0 { Service::Interpreting } else { Service::Accompaniment },
        topic: Topic::ALL[dice.skewed(5) as usize],
        place: MeetingPlace {
            postcode: Postcode::parse(PLACES[dice.skewed(7) as usize]).unwrap(),
            ..bare_request(number, carrier(CARRIERS.start)).place
        },
        appointments: if dice.roll(10) == 0 { Vec::new() } else { vec![Appointment::single(begin, 60).unwrap()] },
        posted_at,
        state,
        ..bare_request(number, carrier(CARRIERS.start + dice.skewed(4) as u32))
    }
}

/// Requests of some years, posted at any time of them.
pub fn requests_of(count: u32, years: std::ops::RangeInclusive<i32>, dice: &mut Dice) -> Vec<SupportRequest> {
    let first = at(&format!("{}-12-31T23:00:00Z", years.start() - 1));
    let end = at(&format!("{}-12-31T23:00:00Z", years.end()));
    let seconds = (end - first).num_seconds() as u64;
    let mut at_edges = vec![0, seconds - 1, 31 * 86_400, 31 * 86_400 - 1];
    (0..count)
        .map(|number| {
            let after = at_edges.pop().unwrap_or_else(|| dice.roll(seconds));
            request(10_000 + number, first + Duration::seconds(after as i64), dice)
        })
        .collect()
}

const CONSTRAINTS: [&str; 5] = ["status", "pool", "language", "distance", "availability"];

fn why(request: RequestId, dice: &mut Dice) -> serde_json::Value {
    let candidates = dice.roll(4).saturating_sub(2);
    let many = dice.roll(6) as usize;
    let removed: Vec<_> =
        CONSTRAINTS[..many.min(5)].iter().map(|code| json!({"constraint": code, "lotsen": 1 + dice.roll(9)})).collect();
    json!({"request": request, "open_places": 1, "removed": removed, "candidates": candidates})
}

/// When the runs begin.
const RUNS: [&str; 2] = ["2025-11-20T08:00:00Z", "2026-06-20T08:00:00Z"];

/// Before both runs, between them, after them, or in between the offers.
fn about_a_run(dice: &mut Dice) -> Appointment {
    let start = dice.pick(&[
        "2024-03-05 09:00",
        "2025-11-20 09:00",
        "2026-01-12 14:00",
        "2026-06-20 10:00",
        "2026-12-08 14:00",
    ]);
    Appointment::single(local(start), 60).unwrap()
}

/// What became of them: runs that left them open, offers, assignments, hours. `run` numbers this.
pub fn fate(db: &TestDatabase, all: &[SupportRequest], run: u32, dice: &mut Dice) {
    let (mut proposals, mut asked, mut going, mut worked, mut left) = (vec![], vec![], vec![], vec![], vec![]);
    for request in all {
        let number = run * 1_000_000 + u32::from_be_bytes(request.id.as_bytes()[12..].try_into().unwrap()) * 10;
        let is_left = matches!(request.state, RequestState::Unserved | RequestState::Expired);
        if is_left && dice.roll(4) > 0 || dice.roll(10) == 0 {
            left.push(Unserved { run: run_id(run), request: request.id, reasons: why(request.id, dice) });
        }
        let first = dice.roll(u64::from(LOTSEN)) as u32;
        for turn in 0..dice.skewed(4) as u32 {
            let whom: LotseId = lotse_id(900 + (first + turn) % LOTSEN);
            let found =
                Proposal { state: ProposalState::Released, ..proposal(number + turn, run_id(run), request.id, whom) };
            let asked_at = request.posted_at + Duration::seconds(dice.roll(20 * 86_400) as i64);
            let state = dice.pick(OfferState::ALL);
            let answered = asked_at + Duration::seconds(dice.roll(4 * 86_400) as i64);
            asked.push(Offer {
                asked_at,
                expires_at: asked_at + Duration::days(2),
                state,
                answered_at: (state != OfferState::Open).then_some(answered),
                ..offer(number + turn, &found)
            });
            proposals.push(found);
        }
        let is_served = matches!(request.state, RequestState::Completed | RequestState::Assigned);
        if request.state == RequestState::Unserved && dice.roll(6) == 0 {
            let came_not = assignment(number + 5, request.id, lotse_id(900 + first));
            going.push(Assignment { appointment: about_a_run(dice), ..came_not.missed(Missed::Lotse).unwrap() });
        }
        if is_served || dice.roll(12) == 0 {
            let one = match dice.roll(8) {
                0 => Assignment { state: AssignmentState::Cancelled, ..assignment(number, request.id, lotse_id(900)) },
                1 => {
                    let came_not = assignment(number, request.id, lotse_id(900 + first));
                    Assignment { appointment: about_a_run(dice), ..came_not.missed(Missed::Lotse).unwrap() }
                }
                2 => assignment(number, request.id, lotse_id(900 + first)),
                _ => Assignment {
                    state: AssignmentState::Completed,
                    mode: Mode::InPerson,
                    ..assignment(number, request.id, lotse_id(900 + first))
                },
            };
            if one.state == AssignmentState::Completed && dice.roll(4) > 0 {
                worked.push(entry(number, &one, request, dice));
            }
            going.push(one);
        }
    }
    db.must_write(|tx| {
        let began = at(RUNS[run as usize - 1]);
        runs::start(tx, run_id(run), None, RunTrigger::Event, 1, began)?;
        let outcome = runs::Outcome {
            at: began + Duration::seconds(1),
            problem_digest: "sha256:0",
            plan: &json!({}),
            totals: &json!({}),
            proposals: &proposals,
            unserved: &left,
        };
        runs::finish(tx, run_id(run), &outcome)?;
        offers::insert_all(tx, &asked)?;
        assignments::insert_all(tx, &going)?;
        worked.iter().try_for_each(|entry| hours::add(tx, entry))
    });
}

/// Something that happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A run leaves it open, because nobody speaks the language.
    Left,
    /// A run proposes somebody, who is asked and declines.
    Asked,
    /// Whoever agreed does not come.
    Missed,
}

/// A request in this state to which these things happened, one a week since the first of March.
pub fn tell(db: &TestDatabase, number: u32, state: RequestState, events: &[Event]) {
    let first = at("2026-03-01T08:00:00Z");
    let asked_for = SupportRequest { state, posted_at: first, ..request(80_000 + number, first, &mut Dice::new(1)) };
    save(db, std::slice::from_ref(&asked_for));
    let reasons = json!({"request": asked_for.id, "open_places": 1, "removed": [{"constraint": "language", "lotsen": 9}], "candidates": 0});
    for (week, event) in (1..).zip(events) {
        let now = first + Duration::weeks(i64::from(week));
        let number = 10_000 + 10 * number + week;
        let run = lotsenwerk::domain::id::RunId::new(now, [number as u8; 10]);
        let left = vec![Unserved { run, request: asked_for.id, reasons: reasons.clone() }];
        let found = Proposal {
            state: ProposalState::Released,
            ..proposal(900_000 + number, run, asked_for.id, lotse_id(900 + week))
        };
        let (proposals, unserved) = match event {
            Event::Left => (vec![], left),
            Event::Asked => (vec![found.clone()], vec![]),
            Event::Missed => (vec![], vec![]),
        };
        let appointment = Appointment::single(local(&now.format("%Y-%m-%d 12:00").to_string()), 60).unwrap();
        let went = Assignment { appointment, ..assignment(900_000 + number, asked_for.id, lotse_id(900)) };
        db.must_write(|tx| {
            if *event == Event::Missed {
                return assignments::insert_all(tx, &[went.missed(Missed::Lotse).unwrap()]);
            }
            runs::start(tx, run, None, RunTrigger::Event, 1, now)?;
            let outcome = runs::Outcome {
                at: now,
                problem_digest: "sha256:0",
                plan: &json!({}),
                totals: &json!({}),
                proposals: &proposals,
                unserved: &unserved,
            };
            runs::finish(tx, run, &outcome)?;
            let asked = Offer {
                asked_at: now + Duration::hours(1),
                expires_at: now + Duration::days(2),
                state: OfferState::Declined,
                answered_at: Some(now + Duration::hours(2)),
                ..offer(900_000 + number, &found)
            };
            offers::insert_all(tx, if *event == Event::Asked { std::slice::from_ref(&asked) } else { &[] })
        });
    }
}

fn entry(number: u32, of: &Assignment, request: &SupportRequest, dice: &mut Dice) -> HoursEntry {
    let by = UserId::new(at("2026-11-20T08:00:00Z"), [1; 10]);
    let mut random = [0; 10];
    random[..4].copy_from_slice(&number.to_be_bytes());
    HoursEntry {
        id: HoursEntryId::new(at("2026-11-20T08:00:00Z"), random),
        assignment: of.id,
        lotse: of.lotse,
        organisation: request.carrier,
        service: request.service,
        worked_until: local("2026-12-05 15:00"),
        worked: Worked::new(30 + 5 * dice.roll(40) as u32, None, None).unwrap(),
        logged_by: by,
        logged_at: at("2026-12-06T10:00:00Z"),
        decision: if dice.roll(3) == 0 {
            Decision::Waiting
        } else {
            Decision::Confirmed { by, at: at("2026-12-07T10:00:00Z") }
        },
        revision: 0,
    }
}

/// Stores requests as they are now.
pub fn save(db: &TestDatabase, all: &[SupportRequest]) {
    db.must_write(|tx| requests::save_all(tx, all));
}

/// The number of one of them.
pub fn id(number: u32) -> RequestId {
    request_id(10_000 + number)
}
