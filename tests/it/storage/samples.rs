//! Values of the domain to store: full ones, in which no field is left out, and bare ones, in which every field is that
//! can be. Numbers make them distinct.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc, Weekday};
use lotsenwerk::domain::assignment::{Assignment, AssignmentState};
use lotsenwerk::domain::availability::{Absence, Availability, WeeklyWindow};
use lotsenwerk::domain::code::{Gender, LotseStatus, Mode, OrganisationKind, Priority, Service, Strength, Topic};
use lotsenwerk::domain::contact::{Email, Phone};
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::id::{AssignmentId, LotseId, MailId, OfferId, OrganisationId, ProposalId, RequestId, RunId};
use lotsenwerk::domain::language::{LanguageCode, Level};
use lotsenwerk::domain::lotse::{Limits, Lotse, SpokenLanguage};
use lotsenwerk::domain::offer::{Offer, OfferState, Proposal, ProposalState};
use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::outbox::{MailCause, MailState, OutboxMail};
use lotsenwerk::domain::qualification::{Qualification, QualificationCode};
use lotsenwerk::domain::region::RegionCode;
use lotsenwerk::domain::request::{
    Appointment, GenderWish, MeetingPlace, NeededLanguage, RequestState, Sitting, SupportRequest, Urgency, Window,
};
use lotsenwerk::domain::run::RunTrigger;
use lotsenwerk::domain::text::{
    ClientRef, ListNumber, MeetingPoint, OrganisationName, PersonName, Reason, Street, Town,
};
use lotsenwerk::domain::travel::Transport;
use lotsenwerk::storage::{assignments, lotsen, organisations, requests, runs};
use serde_json::json;

use crate::support::db::TestDatabase;

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The random part of an identifier.
fn bits(number: u32) -> [u8; 10] {
    let mut bits = [0; 10];
    bits[6..].copy_from_slice(&number.to_be_bytes());
    bits
}

const EPOCH: &str = "2026-11-20T08:00:00Z";

pub fn organisation_id(number: u32) -> OrganisationId {
    OrganisationId::new(at(EPOCH), bits(number))
}

pub fn lotse_id(number: u32) -> LotseId {
    LotseId::new(at(EPOCH), bits(number))
}

pub fn request_id(number: u32) -> RequestId {
    RequestId::new(at(EPOCH), bits(number))
}

pub fn run_id(number: u32) -> RunId {
    RunId::new(at(EPOCH), bits(number))
}

pub fn proposal_id(number: u32) -> ProposalId {
    ProposalId::new(at(EPOCH), bits(number))
}

pub fn offer_id(number: u32) -> OfferId {
    OfferId::new(at(EPOCH), bits(number))
}

pub fn assignment_id(number: u32) -> AssignmentId {
    AssignmentId::new(at(EPOCH), bits(number))
}

pub fn mail_id(number: u32) -> MailId {
    MailId::new(at(EPOCH), bits(number))
}

pub fn organisation(number: u32) -> Organisation {
    Organisation {
        id: organisation_id(number),
        kind: OrganisationKind::Carrier,
        name: OrganisationName::parse(&format!("Träger {number} e.\u{a0}V.")).unwrap(),
        email: Some(Email::parse(&format!("projekt{number}@example.org")).unwrap()),
        regions: vec![RegionCode::parse("06435014").unwrap(), RegionCode::parse("06411").unwrap()],
    }
}

pub fn full_lotse(number: u32, organisation: OrganisationId) -> Lotse {
    let language = |code, level| SpokenLanguage { language: LanguageCode::parse(code).unwrap(), level };
    let window = |weekday, from, to| WeeklyWindow::new(weekday, from, to).unwrap();
    let qualification = |code| QualificationCode::parse(code).unwrap();
    Lotse {
        id: lotse_id(number),
        organisation,
        list_number: Some(ListNumber::parse(&format!("L-{number:05}")).unwrap()),
        given_name: PersonName::parse("سارا \u{200f}Şeyda").unwrap(),
        family_name: PersonName::parse("O'Hašek-Öztürk 𐎀").unwrap(),
        email: Some(Email::parse(&format!("lotse{number}@example.org")).unwrap()),
        phone: Some(Phone::parse("+49 (0) 561/123-45").unwrap()),
        status: LotseStatus::Active,
        gender: Some(Gender::Diverse),
        home: Postcode::parse("01067").unwrap(),
        town: Some(Town::parse("Bad Sooden-Allendorf").unwrap()),
        radius_km: u16::MAX,
        transport: Transport::PublicTransport,
        modes: vec![Mode::Video, Mode::InPerson, Mode::Phone],
        services: vec![Service::Interpreting, Service::Accompaniment],
        languages: vec![language("prs", Level::Native), language("deu", Level::B2), language("kmr", Level::A1)],
        qualifications: vec![
            Qualification {
                code: qualification("health_module"),
                acquired_on: Some(day("2024-02-29")),
                valid_until: Some(day("2029-12-31")),
            },
            Qualification { code: qualification("basic_course"), acquired_on: None, valid_until: None },
        ],
        topics_wished: vec![Topic::SchoolOrDayCare, Topic::Authority],
        topics_refused: vec![Topic::Bank],
        availability: Some(Availability::from(vec![
            window(Weekday::Sun, 0, 1440),
            window(Weekday::Mon, 540, 720),
            window(Weekday::Mon, 780, 781),
        ])),
        absences: vec![
            Absence::new(day("2027-01-01"), day("2027-01-31")).unwrap(),
            Absence::new(day("2026-12-24"), day("2026-12-24")).unwrap(),
        ],
        limits: Limits { minutes_per_week: Some(u32::MAX), assignments_per_week: Some(0), offers_per_week: Some(3) },
        blocked_organisations: vec![organisation],
        blocked_clients: vec![ClientRef::parse("K-77").unwrap(), ClientRef::parse("K-12").unwrap()],
        consent_on: Some(day("2026-01-15")),
        last_asked_at: Some(at("2026-11-19T23:59:59.999999Z")),
    }
}

pub fn bare_lotse(number: u32, organisation: OrganisationId) -> Lotse {
    Lotse {
        list_number: None,
        email: None,
        phone: None,
        status: LotseStatus::Applicant,
        gender: None,
        town: None,
        radius_km: 0,
        modes: Vec::new(),
        services: Vec::new(),
        languages: Vec::new(),
        qualifications: Vec::new(),
        topics_wished: Vec::new(),
        topics_refused: Vec::new(),
        availability: None,
        absences: Vec::new(),
        limits: Limits::default(),
        blocked_organisations: Vec::new(),
        blocked_clients: Vec::new(),
        consent_on: None,
        last_asked_at: None,
        ..full_lotse(number, organisation)
    }
}

pub fn full_request(number: u32, organisation: OrganisationId, known: LotseId, excluded: LotseId) -> SupportRequest {
    let language = |code, at_least| NeededLanguage { language: LanguageCode::parse(code).unwrap(), at_least };
    SupportRequest {
        id: request_id(number),
        organisation,
        carrier: organisation,
        list_number: Some(ListNumber::parse(&format!("A-{number:05}")).unwrap()),
        client: Some(ClientRef::parse("عميل-٧").unwrap()),
        confirmation_language: Some(LanguageCode::parse("prs").unwrap()),
        newcomer_email: Some(Email::parse(&format!("newcomer{number}@example.org")).unwrap()),
        languages: vec![language("prs", Level::B1), language("pes", Level::C1)],
        service: Service::Interpreting,
        modes: vec![Mode::InPerson, Mode::Phone],
        topic: Topic::ChildCare,
        place: MeetingPlace {
            postcode: Postcode::parse("34117").unwrap(),
            town: Some(Town::parse("Kassel").unwrap()),
            street: Some(Street::parse("Königsstraße 1 ½").unwrap()),
            meeting_point: Some(MeetingPoint::parse("vor der Tür").unwrap()),
        },
        appointments: vec![
            Appointment::new(vec![
                Sitting::new(local("2026-12-08 14:00"), 60).unwrap(),
                Sitting::new(local("2026-12-15 14:00"), 1440).unwrap(),
            ])
            .unwrap(),
            // Comes twice that night; the first is meant.
            Appointment::single(local("2026-10-25 02:30"), 1).unwrap(),
        ],
        windows: vec![
            Window::new(local("2026-12-09 08:00"), local("2026-12-11 18:00"), 90).unwrap(),
            Window::new(local("2026-12-01 08:00"), local("2026-12-01 09:00"), 60).unwrap(),
        ],
        agreed: Some(Appointment::single(local("2026-12-09 10:00"), 45).unwrap()),
        lotsen_needed: u16::MAX,
        qualifications: vec![QualificationCode::parse("health_module").unwrap()],
        gender: Some(GenderWish { gender: Gender::Female, strength: Strength::Must }),
        urgency: Urgency { priority: Priority::Urgent, reason: Some(Reason::parse("Frist läuft ab").unwrap()) },
        posted_at: at("2026-11-18T09:30:00.000001Z"),
        deadline: Some(at("2026-12-31T22:59:59Z")),
        known_lotsen: vec![known],
        excluded_lotsen: vec![excluded],
        state: RequestState::Open,
    }
}

pub fn bare_request(number: u32, organisation: OrganisationId) -> SupportRequest {
    SupportRequest {
        list_number: None,
        client: None,
        confirmation_language: None,
        newcomer_email: None,
        languages: Vec::new(),
        modes: vec![Mode::Phone],
        place: MeetingPlace {
            postcode: Postcode::parse("00001").unwrap(),
            town: None,
            street: None,
            meeting_point: None,
        },
        appointments: Vec::new(),
        windows: Vec::new(),
        agreed: None,
        lotsen_needed: 1,
        qualifications: Vec::new(),
        gender: None,
        urgency: Urgency { priority: Priority::Low, reason: None },
        deadline: None,
        known_lotsen: Vec::new(),
        excluded_lotsen: Vec::new(),
        ..full_request(number, organisation, lotse_id(0), lotse_id(0))
    }
}

pub fn proposal(number: u32, run: RunId, request: RequestId, lotse: LotseId) -> Proposal {
    Proposal {
        id: proposal_id(number),
        run,
        request,
        lotse,
        appointment: Appointment::new(vec![
            Sitting::new(local("2026-12-08 14:00"), 60).unwrap(),
            Sitting::new(local("2026-12-15 14:00"), 90).unwrap(),
        ])
        .unwrap(),
        mode: Mode::InPerson,
        effort: i64::MIN,
        reviewed_at: None,
        state: ProposalState::Proposed,
    }
}

pub fn offer(number: u32, proposal: &Proposal) -> Offer {
    Offer {
        id: offer_id(number),
        proposal: proposal.id,
        request: proposal.request,
        lotse: proposal.lotse,
        asked_at: at("2026-11-20T12:00:00Z"),
        expires_at: at("2026-11-22T12:00:00Z"),
        state: OfferState::Open,
        answered_at: None,
    }
}

pub fn assignment(number: u32, request: RequestId, lotse: LotseId) -> Assignment {
    Assignment {
        id: assignment_id(number),
        lotse,
        request,
        appointment: Appointment::single(local("2026-12-08 14:00"), 60).unwrap(),
        mode: Mode::Video,
        state: AssignmentState::Confirmed,
        sequence: 0,
        missed: None,
    }
}

pub fn mail(number: u32) -> OutboxMail {
    OutboxMail {
        id: mail_id(number),
        message_id: format!("offer.{number}@lotsenwerk.example"),
        kind: "offer".to_owned(),
        recipient: Email::parse("lotse@example.org").unwrap(),
        payload: json!({
            "town": "Eschwege",
            "minutes": 60,
            "modes": ["phone", null, true],
            "nested": { "z": -1, "a": "سلام" },
        }),
        cause: MailCause { kind: "offer".to_owned(), id: offer_id(number).as_uuid() },
        created_at: at("2026-11-20T12:00:00Z"),
        attempts: 0,
        state: MailState::Queued { next_attempt_at: at("2026-11-20T12:00:00Z"), last_error: None },
    }
}

/// One carrier, two Lotsen, two requests, a finished run that proposes the first Lotse for the first request, and the
/// proposal.
pub fn small_world(db: &TestDatabase) -> Proposal {
    let carrier = organisation_id(1);
    let (first, second) = (full_lotse(1, carrier), full_lotse(2, carrier));
    let wanted = [full_request(1, carrier, second.id, second.id), bare_request(2, carrier)];
    let found = proposal(1, run_id(1), wanted[0].id, first.id);
    db.must_write(|tx| {
        organisations::save_all(tx, &[organisation(1)])?;
        lotsen::save_all(tx, &[first.clone(), second.clone()])?;
        requests::save_all(tx, &wanted)?;
        runs::start(tx, run_id(1), Some(carrier), RunTrigger::Event, u64::MAX, at(EPOCH))?;
        runs::finish(
            tx,
            run_id(1),
            &runs::Outcome {
                at: at("2026-11-20T08:00:01Z"),
                problem_digest: "sha256:0",
                plan: &json!({ "served": [1] }),
                totals: &json!({ "served": 1 }),
                proposals: std::slice::from_ref(&found),
                unserved: &[],
            },
        )?;
        assignments::insert_all(tx, &[])
    });
    found
}
