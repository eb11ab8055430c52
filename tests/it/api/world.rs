//! One record of each noun on either side: the first carrier's, for which everybody works, and the other carrier's.

use std::collections::BTreeMap;

use lotsenwerk::api::Operation;
use lotsenwerk::app::identity::{self, NewToken};
use lotsenwerk::domain::access::{Membership, Permission, Role};
use lotsenwerk::domain::code::{OrganisationKind, Service};
use lotsenwerk::domain::hours::{Decision, HoursEntry, Worked};
use lotsenwerk::domain::id::{HoursEntryId, LotseId, OrganisationId, UserId};
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::offer::{Offer, Proposal, ProposalState};
use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::outbox::{MailState, OutboxMail};
use lotsenwerk::domain::request::{RequestState, SupportRequest};
use lotsenwerk::domain::run::RunTrigger;
use lotsenwerk::domain::text::TokenName;
use lotsenwerk::storage::{assignments, hours, lotsen, newcomer_forms, offers, organisations, outbox, requests, runs};
use serde_json::{Value, json};

use super::Desk;
use crate::storage::samples::{assignment, at, local, mail, offer, organisation, proposal, run_id};
use crate::support::context::moment;
use crate::support::db::TestDatabase;
use crate::support::office::{self, MONDAY};
use crate::support::people::arrives;

/// When both Lotsen are away; not when the example of an absence is.
const AWAY: &str = "2027-02-01--2027-02-05";

/// Identities by noun, of the own side and of the other one.
pub struct World {
    records: BTreeMap<&'static str, [String; 2]>,
    sessions: BTreeMap<Role, String>,
    tokens: BTreeMap<Role, String>,
}

impl World {
    pub fn of(db: &TestDatabase, desk: &Desk) -> Self {
        let people = &desk.people;
        let writer = people.of[&Role::Coordinator].user;
        let own = side(db, 0, people.agency, people.carrier, people.lotse, writer);
        let other = side(db, 1, people.other_agency, people.other_carrier, people.other_lotse, writer);
        let mut records: BTreeMap<&'static str, [String; 2]> = BTreeMap::new();
        for (noun, id) in own {
            records.insert(noun, [id.clone(), id]);
        }
        for (noun, id) in other {
            if let Some([_, foreign]) = records.get_mut(noun) {
                *foreign = id;
            }
        }
        let colleague = arrives(&desk.context, "colleague", Membership::Coordinator(people.carrier));
        let stranger = arrives(&desk.context, "stranger", Membership::Coordinator(people.other_carrier));
        records.insert("users", [colleague.user.to_string(), stranger.user.to_string()]);
        let who = |secret: &str| identity::identify(&desk.context, secret, moment(MONDAY, 1).now).unwrap();
        let session = |secret: &str| who(secret).session().unwrap().to_string();
        let token = |secret: &str, seed: u8| {
            let who = who(secret);
            let scope = who.access.permissions().first().copied().unwrap_or(Permission::OrganisationsRead);
            let new = NewToken { name: TokenName::parse("world").unwrap(), scopes: [scope].into(), expires_at: None };
            identity::create_token(&desk.context, &who, &new, &mut moment(MONDAY, seed)).unwrap().0.id.to_string()
        };
        let own = |make: &dyn Fn(&str, u8) -> String| {
            let each = people.of.iter().zip(60..);
            each.map(|((role, person), seed)| (*role, make(&person.session, seed))).collect::<BTreeMap<_, _>>()
        };
        let sessions = own(&|secret, _| session(secret));
        let tokens = own(&|secret, seed| token(secret, seed));
        records.insert("agencies", [people.agency, people.other_agency].map(|id| id.to_string()));
        let third = Organisation { kind: OrganisationKind::Carrier, ..organisation(5) };
        db.must_write(|tx| {
            organisations::save_all(tx, std::slice::from_ref(&third))?;
            newcomer_forms::open(tx, people.carrier, moment(MONDAY, 1).now).map(drop)
        });
        records.insert("borrowers", [people.other_carrier, third.id].map(|id| id.to_string()));
        records.insert("sessions", [session(&colleague.session), session(&stranger.session)]);
        records.insert("tokens", [token(&colleague.session, 90), token(&stranger.session, 91)]);
        Self { records, sessions, tokens }
    }

    /// What somebody of a role asks an operation for: their own record and the other one, named in the path, the query or the body; or
    /// once, where it names none.
    pub fn asked(&self, operation: &Operation, example: Option<&Value>, role: Option<Role>) -> Vec<Asked> {
        let sides = [0, 1].map(|side| {
            let filled = example.map(|example| self.filled(example, operation, side));
            Asked { path: self.path(operation, role, side), body: sent(operation, filled) }
        });
        let [own, foreign] = sides;
        if own == foreign { vec![own] } else { vec![own, foreign] }
    }

    fn path(&self, operation: &Operation, role: Option<Role>, side: usize) -> String {
        // Who has the token of an offer needs no role; this is none.
        let path = operation.path.replace("{code}", "not_found").replace("{token}", "junk");
        let path = path.replace("{part}", AWAY);
        let noun = operation.path.trim_start_matches('/').split('/').next().unwrap();
        let query = match operation.id {
            "imports.lotsen" | "imports.requests" => {
                format!("?dry_run=true&carrier={}", self.id("organisations", side))
            }
            "users.take_membership" => format!("?role=coordinator&organisation={}", self.id("organisations", side)),
            _ => String::new(),
        };
        if !path.contains("{id}") {
            return path + &query;
        }
        let id = match (noun, role, side) {
            ("sessions", Some(role), 0) => &self.sessions[&role],
            ("tokens", Some(role), 0) => &self.tokens[&role],
            _ => self.id(noun, side),
        };
        path.replace("{id}", id) + &query
    }

    pub fn id(&self, noun: &str, side: usize) -> &str {
        &self.records.get(noun).unwrap_or_else(|| panic!("the world has no record for {noun}"))[side]
    }

    /// The example with records of a side where it names some.
    fn filled(&self, example: &Value, operation: &Operation, side: usize) -> Value {
        if operation.id == "lotsen.absences.replace" {
            // The same days, so that the next one who asks finds them there too.
            let (first, last) = AWAY.split_once("--").unwrap();
            return json!({"first": first, "last": last});
        }
        let named = |field: &str| match (field, operation.noun()) {
            ("organisation", "requests") => Some("agencies"),
            ("organisation" | "carrier" | "from", _) => Some("organisations"),
            ("lotse", _) => Some("lotsen"),
            _ => None,
        };
        match example {
            Value::Object(fields) => {
                let mut fields: serde_json::Map<String, Value> = fields
                    .iter()
                    .map(|(name, value)| match named(name).filter(|_| value.is_string()) {
                        Some(noun) if uuid::Uuid::parse_str(value.as_str().unwrap()).is_ok() => {
                            (name.clone(), json!(self.id(noun, side)))
                        }
                        _ => (name.clone(), self.filled(value, operation, side)),
                    })
                    .collect();
                if fields.contains_key("service") {
                    // Several carriers may serve the place.
                    fields.insert("carrier".to_owned(), json!(self.id("organisations", side)));
                    fields.remove("list_number");
                }
                if let Some(to) = fields.get_mut("to").filter(|_| operation.noun() == "lendings") {
                    *to = json!(self.id("borrowers", side));
                }
                Value::Object(fields)
            }
            Value::Array(items) => items.iter().map(|item| self.filled(item, operation, side)).collect(),
            Value::String(text) => json!(text.replace("2026-12-03T", "2026-12-16T")),
            other => other.clone(),
        }
    }
}

/// One request.
#[derive(Debug, PartialEq)]
pub struct Asked {
    pub path: String,
    pub body: Sent,
}

/// What is sent with it.
#[derive(Debug, PartialEq)]
pub enum Sent {
    Json(Option<Value>),
    List(&'static str),
}

fn sent(operation: &Operation, filled: Option<Value>) -> Sent {
    match operation.id {
        "imports.lotsen" => Sent::List("Nr.;Vorname;Nachname;PLZ;Sprachen\r\nL-1;Mina;Rahimi;37269;Dari: C1\r\n"),
        "imports.requests" => Sent::List(
            "Nr.;Anfragende Stelle;PLZ;Sprache;Termin;Thema\r\nA-1;Agentur Eschwege;37269;Dari;14.12.2026 10:00-11:00;Arzt\r\n",
        ),
        _ => Sent::Json(filled),
    }
}

/// One record of each noun for one carrier.
fn side(
    db: &TestDatabase,
    number: u32,
    agency: OrganisationId,
    carrier: OrganisationId,
    lotse: LotseId,
    writer: UserId,
) -> Vec<(&'static str, String)> {
    let request = |of: u32, state: RequestState| {
        let appointment = lotsenwerk::domain::request::Appointment::single(local("2026-12-09 14:00"), 60).unwrap();
        SupportRequest { organisation: agency, carrier, state, ..office::request(number * 10 + of, vec![appointment]) }
    };
    let [proposed, offered, assigned] =
        [(1, RequestState::Proposed), (2, RequestState::Offered), (3, RequestState::Assigned)]
            .map(|(of, state)| request(of, state));
    let run = run_id(number + 1);
    let proposal_for = |of: u32, request: &SupportRequest, state: ProposalState| Proposal {
        state,
        ..proposal(number * 10 + of, run, request.id, lotse)
    };
    let waiting = proposal_for(1, &proposed, ProposalState::Proposed);
    let released = proposal_for(2, &offered, ProposalState::Released);
    let asked = Offer { expires_at: at("2026-12-08T12:00:00Z"), ..offer(number + 1, &released) };
    let going = assignment(number + 1, assigned.id, lotse);
    let refused =
        OutboxMail { state: MailState::Dead { last_error: "550 no such user".to_owned() }, ..mail(number + 1) };
    let wrote_down = HoursEntry {
        id: HoursEntryId::new(at("2026-12-06T10:00:00Z"), [u8::try_from(number).unwrap(); 10]),
        assignment: going.id,
        lotse,
        organisation: carrier,
        service: Service::Accompaniment,
        worked_until: local("2026-12-05 15:00"),
        worked: Worked::new(60, None, None).unwrap(),
        logged_by: writer,
        logged_at: at("2026-12-06T10:00:00Z"),
        decision: Decision::Waiting,
        revision: 0,
    };
    db.must_write(|tx| {
        let known = lotsen::find(tx, lotse)?;
        lotsen::save_all(tx, &[Lotse { absences: vec![AWAY.parse().unwrap()], ..known }])?;
        requests::save_all(tx, &[proposed.clone(), offered.clone(), assigned.clone()])?;
        runs::start(tx, run, Some(carrier), RunTrigger::Event, 1, at("2026-12-07T03:00:00Z"))?;
        let outcome = runs::Outcome {
            at: at("2026-12-07T03:00:01Z"),
            problem_digest: "sha256:0",
            plan: &json!({}),
            totals: &json!({}),
            proposals: &[waiting.clone(), released.clone()],
            unserved: &[],
        };
        runs::finish(tx, run, &outcome)?;
        offers::insert_all(tx, std::slice::from_ref(&asked))?;
        assignments::insert_all(tx, std::slice::from_ref(&going))?;
        hours::add(tx, &wrote_down)?;
        outbox::add_all(tx, std::slice::from_ref(&refused)).map(drop)
    });
    vec![
        ("requests", proposed.id.to_string()),
        ("lotsen", lotse.to_string()),
        ("organisations", carrier.to_string()),
        ("matching-runs", run.to_string()),
        ("proposals", waiting.id.to_string()),
        ("offers", asked.id.to_string()),
        ("assignments", going.id.to_string()),
        ("hours", wrote_down.id.to_string()),
        ("outbox", refused.id.to_string()),
    ]
}
