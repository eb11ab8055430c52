//! Many rows of every noun with ties in what they are sorted by: of the carriers 1 and 2, which lend each other Lotsen, and the agency
//! 3, which posts half of the requests.

use chrono::Duration;
use lotsenwerk::domain::assignment::{Assignment, AssignmentState};
use lotsenwerk::domain::audit::{Action, Actor, AuditEvent, Subject};
use lotsenwerk::domain::code::{LotseStatus, OrganisationKind, Priority, Service};
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::id::{AuditEventId, OrganisationId};
use lotsenwerk::domain::language::{LanguageCode, Level};
use lotsenwerk::domain::lotse::{Lotse, SpokenLanguage};
use lotsenwerk::domain::offer::{Offer, OfferState, Proposal, ProposalState};
use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::outbox::{MailState, OutboxMail};
use lotsenwerk::domain::request::{Appointment, NeededLanguage, RequestState, SupportRequest, Urgency};
use lotsenwerk::domain::run::RunTrigger;
use lotsenwerk::domain::text::{ClientRef, ListNumber, PersonName, Town};
use lotsenwerk::storage::{assignments, audit, lotsen, offers, organisations, outbox, requests, runs};
use serde_json::json;

use crate::storage::samples::*;
use crate::support::db::TestDatabase;

const TOWNS: [&str; 4] = ["Eschwege", "Bad Sooden-Allendorf", "Großalmerode", "Witzenhausen"];
const POSTCODES: [&str; 4] = ["37269", "37242", "37247", "34117"];
const NAMES: [&str; 5] = ["Özil", "Meier", "Oder", "Meier-Vogt", "Zahn"];

/// What was made.
pub struct World {
    pub requests: Vec<SupportRequest>,
    pub lotsen: Vec<Lotse>,
    pub proposals: Vec<Proposal>,
    pub offers: Vec<Offer>,
    pub assignments: Vec<Assignment>,
    pub mails: Vec<OutboxMail>,
    pub events: Vec<AuditEvent>,
}

/// One of several, in turn.
pub fn turn<T: Copy>(all: &[T], number: u32) -> T {
    all[number as usize % all.len()]
}

/// Scattered minutes, each of them several times.
pub fn minutes(number: u32) -> Duration {
    Duration::minutes(i64::from(number * 7_919 % 101))
}

pub fn carrier(number: u32) -> OrganisationId {
    organisation_id(1 + number % 2)
}

pub fn an_organisation(number: u32) -> Organisation {
    let kind = if number == 3 { OrganisationKind::Agency } else { OrganisationKind::Carrier };
    Organisation { kind, ..organisation(number) }
}

pub fn a_request(number: u32) -> SupportRequest {
    let language = |code| NeededLanguage { language: LanguageCode::parse(code).unwrap(), at_least: Level::B1 };
    let carrier = carrier(number / 2);
    let mut request = bare_request(number, carrier);
    request.organisation = if number.is_multiple_of(2) { organisation_id(3) } else { carrier };
    request.list_number = (!number.is_multiple_of(5)).then(|| ListNumber::parse(&format!("A-{number}")).unwrap());
    request.client = Some(ClientRef::parse(&format!("K{}", number % 7)).unwrap());
    request.place.town = Some(Town::parse(turn(&TOWNS, number)).unwrap());
    request.place.postcode = Postcode::parse(turn(&POSTCODES, number)).unwrap();
    request.languages = vec![language(turn(&["prs", "ara", "ukr"], number)), language("eng")];
    request.service = turn(Service::ALL, number / 3);
    let begin = local("2026-12-07 08:00") + minutes(number);
    request.appointments = match number % 10 {
        9 => Vec::new(),
        _ => vec![Appointment::single(begin + Duration::days(2), 60).unwrap(), Appointment::single(begin, 60).unwrap()],
    };
    request.urgency = Urgency { priority: turn(Priority::ALL, number / 5), reason: None };
    request.posted_at = at("2026-11-20T08:00:00.000001Z") + minutes(number / 3);
    request.state = turn(RequestState::ALL, number / 7);
    request
}

pub fn a_lotse(number: u32) -> Lotse {
    let speaks = |code, level| SpokenLanguage { language: LanguageCode::parse(code).unwrap(), level };
    let mut lotse = bare_lotse(number, carrier(number));
    lotse.family_name = PersonName::parse(turn(&NAMES, number)).unwrap();
    lotse.given_name = PersonName::parse(turn(&["Ada", "Çağla", "Uwe"], number / 2)).unwrap();
    lotse.list_number = (!number.is_multiple_of(4)).then(|| ListNumber::parse(&format!("L-{number}")).unwrap());
    lotse.status = turn(LotseStatus::ALL, number / 3);
    lotse.home = Postcode::parse(turn(&POSTCODES, number / 2)).unwrap();
    lotse.languages = vec![speaks(turn(&["prs", "ara"], number), turn(&Level::ALL, number / 2))];
    lotse.services = vec![turn(Service::ALL, number)];
    lotse
}

/// Lotsen of both carriers for requests of both.
fn a_proposal(number: u32, lotsen: u32) -> Proposal {
    let run = run_id(number % 11);
    let state = turn(ProposalState::ALL, number);
    Proposal { state, ..proposal(number, run, request_id(number), lotse_id(number / 3 % lotsen)) }
}

fn an_offer(proposal: &Proposal, number: u32) -> Offer {
    let state = turn(OfferState::ALL, number / 2);
    let asked_at = at("2026-11-20T12:00:00Z") + minutes(number);
    let answered_at = (state != OfferState::Open).then_some(asked_at);
    Offer { state, asked_at, answered_at, ..offer(number, proposal) }
}

pub fn an_assignment(proposal: &Proposal, number: u32) -> Assignment {
    let begin = local("2026-12-07 08:00") + minutes(number);
    Assignment {
        state: turn(AssignmentState::ALL, number / 2),
        appointment: Appointment::single(begin, 60).unwrap(),
        ..assignment(number, proposal.request, proposal.lotse)
    }
}

fn a_mail(number: u32) -> OutboxMail {
    let created_at = at("2026-11-20T12:00:00Z") + minutes(number);
    let state = match number % 3 {
        0 => MailState::Queued { next_attempt_at: created_at, last_error: None },
        1 => MailState::Sent { at: created_at },
        _ => MailState::Dead { last_error: "no".to_owned() },
    };
    let recipient =
        Email::parse(turn(&["Mina@example.org", "uwe@example.org", "mina@example.org"], number / 2)).unwrap();
    OutboxMail {
        created_at,
        state,
        recipient,
        kind: turn(&["offer", "reminder"], number / 3).to_owned(),
        ..mail(number)
    }
}

pub fn an_event(number: u32) -> AuditEvent {
    let at = at("2026-11-20T12:00:00.0005Z") + minutes(number);
    let actors = [Actor::System, Actor::Lotse(lotse_id(number % 5)), Actor::Coordinator(carrier(number))];
    let mut bits = [0; 10];
    bits[6..].copy_from_slice(&number.to_be_bytes());
    AuditEvent {
        id: AuditEventId::new(at, bits),
        at,
        actor: turn(&actors, number),
        action: turn(Action::ALL, number),
        subject: Subject::Request(request_id(number % 9)),
        details: json!({}),
    }
}

/// Makes and stores so many of each noun, and half as many Lotsen.
pub fn fill(db: &TestDatabase, many: u32) -> World {
    let lotsen = many / 2;
    let proposals: Vec<Proposal> = (0..many).map(|number| a_proposal(number, lotsen)).collect();
    let with = |make: fn(&Proposal, u32) -> Offer| proposals.iter().zip(0..).map(|(one, at)| make(one, at)).collect();
    let world = World {
        requests: (0..many).map(a_request).collect(),
        lotsen: (0..lotsen).map(a_lotse).collect(),
        offers: with(an_offer),
        assignments: proposals.iter().zip(0..).map(|(one, at)| an_assignment(one, at)).collect(),
        proposals,
        mails: (0..many).map(a_mail).collect(),
        events: (0..many).map(an_event).collect(),
    };
    db.must_write(|tx| {
        organisations::save_all(tx, &(1..=3).map(an_organisation).collect::<Vec<_>>())?;
        lotsen::save_all(tx, &world.lotsen)?;
        requests::save_all(tx, &world.requests)?;
        for number in 0..40 {
            let whose = [None, Some(carrier(0)), Some(carrier(1))];
            runs::start(
                tx,
                run_id(number),
                turn(&whose, number),
                turn(RunTrigger::ALL, number / 2),
                1,
                at("2026-11-20T08:00:00Z") + minutes(number / 2),
            )?;
        }
        runs::add_proposals(tx, &world.proposals)?;
        offers::insert_all(tx, &world.offers)?;
        assignments::insert_all(tx, &world.assignments)?;
        outbox::add_all(tx, &world.mails)?;
        audit::append_all(tx, &world.events)
    });
    world
}
