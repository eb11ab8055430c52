//! When an appointment is near, several are asked at once for a place: the first yes goes, the others get a kind note, and nobody
//! is asked for more than they want or could do.

use std::collections::{BTreeMap, BTreeSet};

use lotsenwerk::app::answers::{self, Answer, Answered};
use lotsenwerk::app::offers::{self, Released};
use lotsenwerk::app::tasks::{MatchTask, Task};
use lotsenwerk::app::{Broadcast, Context, matching};
use lotsenwerk::domain::assignment::{Assignment, AssignmentState};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::code::{Service, Topic};
use lotsenwerk::domain::id::{LotseId, OfferId, RunId};
use lotsenwerk::domain::language::{LanguageCode, Level};
use lotsenwerk::domain::lotse::{Limits, Lotse, SpokenLanguage};
use lotsenwerk::domain::offer::{DeclineReason, Offer, OfferState, Proposal, ProposalState};
use lotsenwerk::domain::organisation::{Lending, Organisation};
use lotsenwerk::domain::qualification::{Qualification, QualificationCode};
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::domain::text::ClientRef;
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;

use crate::storage::samples::{assignment, day, local, lotse_id, organisation, organisation_id, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{MONDAY, Office, lotse, request};

on_each_database!(
    several_are_asked_for_what_is_near_and_one_for_what_is_far,
    where_it_is_off_one_is_asked,
    a_job_asks_several_too,
    nobody_is_asked_more_often_than_they_want,
    nobody_is_asked_for_two_things_at_once,
    the_first_yes_goes_and_the_others_get_a_kind_note,
    a_group_takes_as_many_as_it_needs,
    after_everybody_said_no_it_is_open_again,
    what_was_learned_and_refused_counts,
    who_has_no_address_is_not_asked_beside_others,
    others_are_asked_beside_who_has_to_be_called,
    a_client_who_is_offered_several_lotsen_has_one_of_them,
    two_carriers_at_once_ask_nobody_twice,
);

/// Tomorrow.
const NEAR: &str = "2026-12-08 10:00";
/// In a week.
const FAR: &str = "2026-12-15 10:00";

fn once(start: &str) -> Appointment {
    Appointment::single(local(start), 60).unwrap()
}

fn at(number: u32, start: &str) -> SupportRequest {
    request(number, vec![once(start)])
}

fn office<'a>(db: &'a TestDatabase, lotsen: &[Lotse], to: u16) -> Office<'a> {
    let mut office = Office::new(db, lotsen);
    office.context.sender.broadcast = Some(Broadcast { within_hours: 48, to });
    office
}

fn lotsen(count: u32) -> Vec<Lotse> {
    (1..=count).map(lotse).collect()
}

fn release(office: &Office<'_>) -> (RunId, Released) {
    let run = office.decide().run;
    (run, offers::release(&office.context, run, Actor::Operator, &mut office.now()).unwrap())
}

fn of_request(office: &Office<'_>, number: u32) -> Vec<Offer> {
    office.db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Request(request_id(number))))
}

fn open(office: &Office<'_>) -> Vec<Offer> {
    office.db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open))
}

fn proposals(office: &Office<'_>, run: RunId) -> Vec<Proposal> {
    office.db.must_read(|tx| storage::runs::proposals(tx, storage::runs::Proposed::By(run)))
}

fn asked(offers: &[Offer]) -> BTreeSet<LotseId> {
    offers.iter().map(|offer| offer.lotse).collect()
}

fn say(office: &Office<'_>, offer: OfferId, answer: Answer) -> Answered {
    answers::answer(&office.context, offer, answer, Actor::Operator, &mut office.now()).unwrap()
}

fn assignments(office: &Office<'_>, number: u32) -> Vec<Assignment> {
    let selection = storage::assignments::Selection::Request(request_id(number));
    office.db.must_read(|tx| storage::assignments::load(tx, selection))
}

/// Every offer that waits, with its appointment: nobody has two that overlap, and none is the same Lotse twice.
fn assert_nobody_is_torn(office: &Office<'_>) {
    let mut busy: BTreeMap<LotseId, Vec<Appointment>> = BTreeMap::new();
    for offer in open(office) {
        let proposal =
            office.db.must_read(|tx| storage::runs::proposals(tx, storage::runs::Proposed::One(offer.proposal)));
        let others = busy.entry(offer.lotse).or_default();
        assert!(others.iter().all(|other| !other.overlaps(&proposal[0].appointment)), "{offer:?}");
        others.push(proposal[0].appointment.clone());
    }
}

fn several_are_asked_for_what_is_near_and_one_for_what_is_far(db: &TestDatabase) {
    let office = office(db, &lotsen(6), 3);
    office.post(&[at(1, NEAR), at(2, FAR)]);
    let planned = office.decide();
    assert_eq!(proposals(&office, planned.run).len(), 2);
    let released = offers::release(&office.context, planned.run, Actor::Operator, &mut office.now()).unwrap();
    assert_eq!(released.offers.len(), 4);
    let (near, far) = (of_request(&office, 1), of_request(&office, 2));
    assert_eq!((near.len(), asked(&near).len(), far.len()), (3, 3, 1));
    // The plan stays as it was; beside it stand proposals for the same appointment and mode, each with its offer.
    let all = proposals(&office, planned.run);
    assert_eq!(all.len(), 4);
    assert!(all.iter().all(|proposal| proposal.state == ProposalState::Released));
    let of_near: Vec<&Proposal> = all.iter().filter(|proposal| proposal.request == request_id(1)).collect();
    assert!(of_near.iter().all(|p| (&p.appointment, p.mode) == (&of_near[0].appointment, of_near[0].mode)));
    let plan = office.db.must_read(|tx| storage::runs::plan(tx, planned.run)).unwrap();
    assert_eq!(plan["proposals"].as_array().unwrap().len(), 2);
    assert_eq!((office.state(1), office.state(2)), (RequestState::Offered, RequestState::Offered));
    // Everybody has been told, and another run leaves it as it is.
    office.work_until_idle();
    assert_eq!(office.mails().len(), 4);
    assert!(release(&office).1.offers.is_empty());
}

fn where_it_is_off_one_is_asked(db: &TestDatabase) {
    let mut office = office(db, &lotsen(6), 1);
    office.post(&[at(1, NEAR)]);
    assert_eq!(release(&office).1.offers.len(), 1);
    office.context.sender.broadcast = None;
    office.post(&[at(2, NEAR)]);
    assert_eq!(release(&office).1.offers.len(), 1);
    // As the settings come.
    let settings = crate::support::office::settings();
    assert_eq!(lotsenwerk::startup::sender(&settings).unwrap().broadcast, None);
    let set = [("LOTSENWERK__MAIL__BROADCAST_HOURS".to_owned(), "36".to_owned())];
    let settings = lotsenwerk::settings::Settings::load(None, set.into()).unwrap();
    let wanted = Some(Broadcast { within_hours: 36, to: 3 });
    assert_eq!(lotsenwerk::startup::sender(&settings).unwrap().broadcast, wanted);
}

fn a_job_asks_several_too(db: &TestDatabase) {
    let office = office(db, &lotsen(4), 3);
    office.post(&[at(1, NEAR)]);
    office.queue(&Task::Match(MatchTask::new(None, true)));
    office.work_until_idle();
    assert_eq!((of_request(&office, 1).len(), office.mails().len()), (3, 3));
}

fn nobody_is_asked_more_often_than_they_want(db: &TestDatabase) {
    let once_a_week = Limits { offers_per_week: Some(1), ..Limits::default() };
    let all: Vec<Lotse> = lotsen(5).into_iter().map(|lotse| Lotse { limits: once_a_week, ..lotse }).collect();
    let office = office(db, &all, 9);
    office.post(&[at(1, NEAR), at(2, "2026-12-08 15:00")]);
    assert_eq!(release(&office).1.offers.len(), 5);
    let (one, other) = (of_request(&office, 1), of_request(&office, 2));
    assert_eq!((asked(&one).len(), asked(&other).len()), (3, 2));
    assert!(asked(&one).is_disjoint(&asked(&other)));
    // Their week is over: a no finds nobody else, though all are free at that time.
    for offer in &other {
        assert_eq!(say(&office, offer.id, Answer::Decline), Answered::Declined);
    }
    assert!(release(&office).1.offers.is_empty());
    assert_eq!(office.state(2), RequestState::Unserved);
}

fn nobody_is_asked_for_two_things_at_once(db: &TestDatabase) {
    let office = office(db, &lotsen(5), 9);
    let busy = Assignment { appointment: once("2026-12-08 10:15"), ..assignment(9, request_id(9), lotse_id(5)) };
    office.post(&[SupportRequest { state: RequestState::Assigned, ..at(9, "2026-12-08 10:15") }]);
    db.must_write(|tx| storage::assignments::insert_all(tx, std::slice::from_ref(&busy)));
    // The first two overlap, for the third is time enough.
    office.post(&[at(1, NEAR), at(2, "2026-12-08 10:30"), at(3, "2026-12-08 15:00")]);
    release(&office);
    let (one, other, third) = (of_request(&office, 1), of_request(&office, 2), of_request(&office, 3));
    assert_eq!((one.len() + other.len(), third.len()), (4, 5));
    assert!(asked(&one).is_disjoint(&asked(&other)) && !asked(&one).contains(&lotse_id(5)));
    assert_nobody_is_torn(&office);
}

fn the_first_yes_goes_and_the_others_get_a_kind_note(db: &TestDatabase) {
    let office = office(db, &lotsen(4), 3);
    office.post(&[at(1, NEAR)]);
    release(&office);
    office.work_until_idle();
    let offers = of_request(&office, 1);
    // One says no: the others are still asked, and nobody else is looked for.
    assert_eq!(say(&office, offers[2].id, Answer::Decline), Answered::Declined);
    assert_eq!(office.state(1), RequestState::Offered);
    office.work_until_idle();
    assert_eq!(of_request(&office, 1).len(), 3);
    assert!(matches!(say(&office, offers[1].id, Answer::Accept), Answered::Accepted(_)));
    assert_eq!(say(&office, offers[0].id, Answer::Accept), Answered::Settled(OfferState::Withdrawn));
    let states: Vec<OfferState> = of_request(&office, 1).iter().map(|offer| offer.state).collect();
    assert_eq!(states, [OfferState::Withdrawn, OfferState::Accepted, OfferState::Declined]);
    let agreed = assignments(&office, 1);
    assert_eq!(
        agreed.iter().map(|a| (a.lotse, a.state)).collect::<Vec<_>>(),
        [(offers[1].lotse, AssignmentState::Confirmed)]
    );
    office.work_until_idle();
    let late = db.must_read(|tx| storage::lotsen::find(tx, offers[0].lotse)).email.unwrap();
    let told: Vec<String> = office.told("Schon vergeben").into_iter().map(|(to, _)| to).collect();
    assert_eq!(told, [late.to_string()]);
}

fn a_group_takes_as_many_as_it_needs(db: &TestDatabase) {
    let office = office(db, &lotsen(8), 3);
    office.post(&[SupportRequest { lotsen_needed: 2, ..at(1, NEAR) }]);
    release(&office);
    office.work_until_idle();
    let offers = of_request(&office, 1);
    assert_eq!((offers.len(), asked(&offers).len()), (6, 6));
    let answered: Vec<Answered> = offers.iter().map(|offer| say(&office, offer.id, Answer::Accept)).collect();
    let yes = answered.iter().filter(|answered| matches!(answered, Answered::Accepted(_))).count();
    assert_eq!((yes, assignments(&office, 1).len()), (2, 2));
    assert!(answered[2..].iter().all(|answered| *answered == Answered::Settled(OfferState::Withdrawn)));
    office.work_until_idle();
    assert_eq!(office.told("Schon vergeben").len(), 4);
}

fn after_everybody_said_no_it_is_open_again(db: &TestDatabase) {
    let office = office(db, &lotsen(5), 3);
    office.post(&[at(1, NEAR)]);
    release(&office);
    let first = of_request(&office, 1);
    for (nth, offer) in first.iter().enumerate() {
        assert_eq!(say(&office, offer.id, Answer::Decline), Answered::Declined);
        let expected = if nth + 1 < first.len() { RequestState::Offered } else { RequestState::Open };
        assert_eq!(office.state(1), expected);
    }
    // The next best are the two who have not been asked.
    assert_eq!(release(&office).1.offers.len(), 2);
    let second: Vec<Offer> = open(&office);
    assert!(asked(&second).is_disjoint(&asked(&first)) && second.len() == 2);
    assert_eq!(office.state(1), RequestState::Offered);
    office.work_until_idle();
    // Nothing from these either: when their time is over it is open as well.
    office.until("2026-12-08 09:00");
    assert_eq!(answers::expire(&office.context, &mut office.now()).unwrap().len(), 2);
    assert_eq!(office.state(1), RequestState::Open);
    assert!(release(&office).1.offers.is_empty());
}

fn what_was_learned_and_refused_counts(db: &TestDatabase) {
    let mut all = lotsen(6);
    all[3].blocked_organisations = vec![organisation_id(0)];
    all[4].topics_refused = vec![Topic::Health];
    let office = office(db, &all, 9);
    let about = |number, start| SupportRequest { topic: Topic::Health, ..at(number, start) };
    office.post(&[SupportRequest { state: RequestState::Cancelled, ..about(9, FAR) }]);
    db.must_write(|tx| {
        storage::offers::note_declined(tx, &[(request_id(9), lotse_id(2))], MONDAY.parse().unwrap())?;
        storage::offers::note_reason(tx, request_id(9), lotse_id(2), DeclineReason::Topic)
    });
    office.post(&[SupportRequest { excluded_lotsen: vec![lotse_id(3)], ..about(1, NEAR) }]);
    release(&office);
    assert_eq!(asked(&of_request(&office, 1)), [lotse_id(1), lotse_id(6)].into());
}

fn who_has_no_address_is_not_asked_beside_others(db: &TestDatabase) {
    let mut all = lotsen(3);
    all[1].email = None;
    let office = office(db, &all, 9);
    // The one that is known best is proposed.
    office.post(&[SupportRequest { known_lotsen: vec![lotse_id(1)], ..at(1, NEAR) }]);
    let released = release(&office).1;
    assert!(released.to_call.is_empty());
    assert_eq!(asked(&of_request(&office, 1)), [lotse_id(1), lotse_id(3)].into());
    // Somebody has to call; those who are asked for the other appointment already are not asked beside them.
    office.post(&[SupportRequest { known_lotsen: vec![lotse_id(2)], ..at(2, NEAR) }]);
    let released = release(&office).1;
    assert_eq!((released.to_call.len(), &released.to_call), (1, &released.offers));
    assert_eq!(asked(&of_request(&office, 2)), [lotse_id(2)].into());
    assert_eq!(office.state(2), RequestState::Offered);
}

/// The call takes its time as well: the next best are asked beside whoever has to be called.
fn others_are_asked_beside_who_has_to_be_called(db: &TestDatabase) {
    let mut all = lotsen(3);
    all[1].email = None;
    let office = office(db, &all, 9);
    office.post(&[SupportRequest { known_lotsen: vec![lotse_id(2)], ..at(1, NEAR) }]);
    let released = release(&office).1;
    assert_eq!((released.to_call.len(), released.offers.len()), (1, 3));
    assert_eq!(asked(&of_request(&office, 1)), [lotse_id(1), lotse_id(2), lotse_id(3)].into());
}

/// Five interpreted appointments a year are paid for one client: three who are asked for one of them use up one.
fn a_client_who_is_offered_several_lotsen_has_one_of_them(db: &TestDatabase) {
    let all: Vec<Lotse> = lotsen(9).into_iter().map(interpreter).collect();
    let office = office(db, &all, 6);
    let of_client = |number: u32, start: &str| {
        let client = Some(ClientRef::parse("NK1").unwrap());
        SupportRequest { client, service: Service::Interpreting, ..at(number, start) }
    };
    office.post(&[of_client(1, NEAR)]);
    assert_eq!(release(&office).1.offers.len(), 6);
    office.post(&[of_client(2, FAR), of_client(3, "2026-12-16 10:00")]);
    assert_eq!(release(&office).1.offers.len(), 2);
}

/// With all that the programme asks of interpreters.
fn interpreter(lotse: Lotse) -> Lotse {
    let required = ["interpreting_course", "criminal_record_certificate", "confidentiality_declaration"];
    let held = |code| Qualification {
        code: QualificationCode::parse(code).unwrap(),
        acquired_on: Some(day("2026-01-01")),
        valid_until: None,
    };
    Lotse {
        services: vec![Service::Interpreting],
        languages: vec![SpokenLanguage { language: LanguageCode::parse("deu").unwrap(), level: Level::C1 }],
        qualifications: required.map(held).into(),
        ..lotse
    }
}

/// Two carriers that lend to each other release at the same moment, again and again.
fn two_carriers_at_once_ask_nobody_twice(db: &TestDatabase) {
    let office = office(db, &lotsen(8), 4);
    let neighbour = Organisation { regions: organisation_in_force(db).regions, ..organisation(1) };
    let lend = |from, to| Lending { from, to, from_agreed: true, to_agreed: true };
    let (here, there) = (organisation_id(0), organisation_id(1));
    db.must_write(|tx| {
        storage::organisations::save_all(tx, std::slice::from_ref(&neighbour))?;
        storage::organisations::save_lendings(tx, &[lend(here, there), lend(there, here)])
    });
    let theirs = SupportRequest { carrier: there, ..at(2, NEAR) };
    office.post(&[at(1, NEAR), theirs]);
    let decide = |carrier| {
        matching::run(&office.context, Some(carrier), &Options::default(), &mut office.now(), &Silent).unwrap().run
    };
    let runs = [decide(here), decide(there)];
    let release = |context: &Context, run| offers::release(context, run, Actor::Operator, &mut office.now()).unwrap();
    let contexts: Vec<Context> =
        (0..2).map(|_| Context { database: db.open_again(), ..office.context.clone() }).collect();
    std::thread::scope(|scope| {
        for (context, run) in contexts.iter().zip(runs) {
            scope.spawn(move || release(context, run));
        }
    });
    assert_nobody_is_torn(&office);
    let (one, other) = (of_request(&office, 1), of_request(&office, 2));
    assert!(!one.is_empty() && !other.is_empty() && one.len() + other.len() <= 8, "{} {}", one.len(), other.len());
}

fn organisation_in_force(db: &TestDatabase) -> Organisation {
    db.must_read(|tx| storage::organisations::find(tx, organisation_id(0)))
}
