//! Requests for which nobody was found: the carrier hears it once, in one mail a run, with what would help, and again when it
//! is news.

use chrono::Duration;
use lotsenwerk::app::matching;
use lotsenwerk::app::tasks::{MatchTask, Task};
use lotsenwerk::domain::code::Priority;
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::qualification::QualificationCode;
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::domain::text::{PersonName, Reason};
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;

use crate::storage::samples::{local, organisation, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{Office, lotse, request};

on_each_database!(
    a_carrier_hears_once_and_once_more_when_it_is_near,
    what_was_changed_or_found_somebody_is_news_again,
    a_night_is_one_mail_a_carrier,
    cures_are_told_without_what_the_request_is_about,
    somebody_found_before_the_mail_goes_out_is_no_news,
    runs_at_the_same_time_tell_once,
    people_of_other_carriers_are_not_named_in_full,
);

/// In Kassel, where nobody of Eschwege goes.
fn far(number: u32, start: &str) -> SupportRequest {
    let mut far = request(number, vec![Appointment::single(local(start), 60).unwrap()]);
    far.place.postcode = Postcode::parse("34117").unwrap();
    far
}

fn told(office: &Office<'_>) -> Vec<String> {
    let mails = office.mails().into_iter().filter(|mail| mail.subject().contains("Noch niemand gefunden"));
    mails
        .map(|mail| {
            assert_eq!(mail.to(), "projekt0@example.org");
            format!("{}\n{}", mail.subject(), mail.text())
        })
        .collect()
}

/// The paragraph of each request that a mail explains.
fn sections(mail: &str) -> Vec<&str> {
    mail.split("\n\n").filter(|section| section.starts_with("A-")).collect()
}

/// Which requests a mail explains, in its order.
fn numbers(mail: &str) -> Vec<&str> {
    sections(mail).into_iter().filter_map(|section| Some(section.split_once(':')?.0)).collect()
}

fn night(office: &Office<'_>, day: &str) {
    office.work_until(&format!("{day} 03:00"), Duration::hours(6));
}

fn a_carrier_hears_once_and_once_more_when_it_is_near(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1)]);
    // Somebody at the command line has seen it; the carrier has not.
    office.post(&[far(1, "2026-12-14 15:00"), far(2, "2026-12-09 15:00")]);
    office.decide();
    office.work();
    assert!(told(&office).is_empty());
    night(&office, "2026-12-08");
    let first = told(&office);
    assert_eq!(first.len(), 1, "{first:#?}");
    assert!(first[0].starts_with("Noch niemand gefunden für 2 Anfragen"), "{first:#?}");
    assert_eq!(numbers(&first[0]), ["A-2", "A-1"], "the most urgent first");
    for day in ["2026-12-09", "2026-12-10", "2026-12-11"] {
        night(&office, day);
        assert_eq!(told(&office).len(), 1, "{day}");
    }
    // Three days before, once more; that of the other was near at once.
    night(&office, "2026-12-12");
    let again = told(&office);
    assert_eq!(again.len(), 2, "{again:#?}");
    assert!(again[1].starts_with("Noch niemand gefunden für eine Anfrage: "), "{again:#?}");
    assert_eq!(numbers(&again[1]), ["A-1"]);
    night(&office, "2026-12-13");
    assert_eq!(told(&office).len(), 2);
}

fn what_was_changed_or_found_somebody_is_news_again(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1)]);
    office.post(&[far(1, "2026-12-21 15:00")]);
    night(&office, "2026-12-08");
    night(&office, "2026-12-09");
    assert_eq!(told(&office).len(), 1);
    // Changed in the list.
    office.post(&[far(1, "2026-12-22 15:00")]);
    night(&office, "2026-12-10");
    night(&office, "2026-12-11");
    assert_eq!(told(&office).len(), 2);
    // Somebody comes, and leaves again.
    let near = Lotse { home: Postcode::parse("34117").unwrap(), ..lotse(2) };
    db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&near)));
    night(&office, "2026-12-12");
    assert_eq!((told(&office).len(), office.state(1)), (2, RequestState::Proposed));
    db.must_write(|tx| storage::lotsen::save_all(tx, &[lotse(2)]));
    night(&office, "2026-12-13");
    night(&office, "2026-12-14");
    assert_eq!((told(&office).len(), office.state(1)), (3, RequestState::Unserved));
}

fn cures_are_told_without_what_the_request_is_about(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1)]);
    let module = QualificationCode::parse("health_module").unwrap();
    let near = request(2, vec![Appointment::single(local("2026-12-21 09:00"), 60).unwrap()]);
    office.post(&[far(1, "2026-12-21 15:00"), SupportRequest { qualifications: vec![module], ..near }]);
    office.queue(&Task::Match(MatchTask::new(None, false)));
    office.work_until_idle();
    let told = told(&office);
    assert_eq!(told.len(), 1, "{told:#?}");
    let about = |number| sections(&told[0]).into_iter().find(|section| section.starts_with(number)).unwrap();
    for words in ["auch am Telefon", "Nicht in Frage kommen", "zu weit weg"] {
        assert!(about("A-1: ").contains(words), "{words}: {told:#?}");
    }
    assert!(about("A-2: ").contains("mit einem Nachweis weniger"), "{told:#?}");
    assert!(!told[0].to_lowercase().contains("health"), "{told:#?}");
    // The same stands beside the run.
    let run = db.must_read(|tx| storage::runs::latest(tx, 1))[0].id;
    let why = db.must_read(|tx| storage::runs::why_unserved(tx, run, request_id(1)));
    assert!(why.reasons["cures"].as_array().is_some_and(|cures| !cures.is_empty()), "{why:?}");
}

fn somebody_found_before_the_mail_goes_out_is_no_news(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1)]);
    office.post(&[far(1, "2026-12-21 15:00"), far(2, "2026-12-22 15:00")]);
    let runner = office.runner(Vec::new());
    office.queue(&Task::Match(MatchTask::new(None, false)));
    // The run's own worker does not send mails.
    let only_matching = lotsenwerk::jobs::runner::Runner { kinds: vec!["match"], ..runner };
    assert_eq!(only_matching.run_due().unwrap().done, 1);
    assert_eq!(db.must_read(storage::outbox::counts).queued, 1);
    office.set_state(request_id(1), RequestState::Cancelled);
    office.work_until_idle();
    let first = told(&office);
    assert_eq!(first.len(), 1);
    assert_eq!(numbers(&first[0]), ["A-2"]);
    // Where none is left, nothing is said.
    office.post(&[far(3, "2026-12-23 15:00")]);
    office.queue(&Task::Match(MatchTask::new(None, false)));
    assert_eq!(only_matching.run_due().unwrap().done, 1);
    office.set_state(request_id(3), RequestState::Cancelled);
    office.work_until_idle();
    assert_eq!((told(&office).len(), db.must_read(storage::outbox::counts).outdated), (1, 1));
}

fn a_night_is_one_mail_a_carrier(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1)]);
    let second = organisation(2);
    db.must_write(|tx| storage::organisations::save_all(tx, std::slice::from_ref(&second)));
    let many = (1..=40).map(|number| far(number, &format!("2026-12-{:02} 15:00", 14 + number % 10)));
    let mut many: Vec<SupportRequest> = many.collect();
    // Late, but somebody has said that it is urgent.
    many[12].urgency.priority = Priority::Urgent;
    many[12].urgency.reason = Some(Reason::parse("der Bescheid ist da").unwrap());
    let theirs = SupportRequest { carrier: second.id, ..far(41, "2026-12-20 15:00") };
    office.post(&many);
    office.post(std::slice::from_ref(&theirs));
    night(&office, "2026-12-08");
    let all = office.mails().into_iter().filter(|mail| mail.subject().contains("Noch niemand gefunden"));
    let mut all: Vec<_> = all.map(|mail| (mail.to(), mail.subject(), mail.text())).collect();
    all.sort();
    let [(first, subject, text), (other, other_subject, other_text)] = &all[..] else { panic!("{all:#?}") };
    assert_eq!((first.as_str(), other.as_str()), ("projekt0@example.org", "projekt2@example.org"));
    assert_eq!(subject, "Noch niemand gefunden für 40 Anfragen");
    let numbers = numbers(text);
    assert_eq!((numbers.len(), numbers[0], numbers[1], numbers[2]), (10, "A-13", "A-10", "A-20"), "{text}");
    assert!(text.contains("noch 30 weitere Anfragen") && text.contains("lotsenwerk requests list"), "{text}");
    assert!(other_subject.contains("eine Anfrage") && other_text.contains("A-41: "), "{all:#?}");
    assert!(!other_text.contains("weitere Anfrage"), "{all:#?}");
    // None of them is told of again.
    night(&office, "2026-12-09");
    assert_eq!(office.told("Noch niemand gefunden").len(), 2);
}

fn runs_at_the_same_time_tell_once(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1)]);
    // The second needs three Lotsen, so that its state stays the same whoever decides.
    let group = SupportRequest { lotsen_needed: 3, ..request(2, far(2, "2026-12-22 15:00").appointments) };
    office.post(&[far(1, "2026-12-21 15:00"), group]);
    office.agree();
    let run = |context: &_| {
        matching::run_by_itself(context, None, &Options::default(), &mut office.now(), &Silent).unwrap().told
    };
    for round in 0..2 {
        let told: usize = office.at_once(run).iter().sum();
        assert_eq!(told, if round == 0 { 2 } else { 0 });
    }
    office.work_until_idle();
    let told = told(&office);
    let mut numbers: Vec<&str> = told.iter().flat_map(|mail| numbers(mail)).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["A-1", "A-2"], "{told:#?}");
}

fn people_of_other_carriers_are_not_named_in_full(db: &TestDatabase) {
    let office = Office::new(db, &[]);
    // At home there, but of a project that serves another region.
    let neighbour = organisation(1);
    let theirs = Lotse {
        organisation: neighbour.id,
        given_name: PersonName::parse("Mina").unwrap(),
        family_name: PersonName::parse("Geheimname").unwrap(),
        ..lotse(9)
    };
    db.must_write(|tx| {
        storage::organisations::save_all(tx, std::slice::from_ref(&neighbour))?;
        storage::lotsen::save_all(tx, std::slice::from_ref(&theirs))
    });
    office.post(&[request(1, vec![Appointment::single(local("2026-12-21 09:00"), 60).unwrap()])]);
    office.queue(&Task::Match(MatchTask::new(None, false)));
    office.work_until_idle();
    let told = told(&office);
    assert!(told.len() == 1 && told[0].contains("hilft aus") && told[0].contains("Träger 1"), "{told:#?}");
    assert!(!told[0].contains("Mina") && !told[0].contains("Geheimname") && !told[0].contains("05651"), "{told:#?}");
}
