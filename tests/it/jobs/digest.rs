//! The daily digest: once a carrier and day, on days when something waits, saying what holds when it goes out.

use chrono::Duration;
use lotsenwerk::app::tasks::Task;
use lotsenwerk::app::{digests, offers};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::id::MailId;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::outbox::{MailCause, MailState, MailStatus, OutboxMail};
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::storage;

use crate::storage::samples::{local, mail, organisation, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{Office, lotse, request};

on_each_database!(
    a_digest_a_day_says_what_waits,
    a_day_on_which_nothing_waits_has_none,
    mails_that_were_given_up_are_told_of_while_they_matter,
    a_carrier_without_address_gets_none,
);

const CARRIER: &str = "projekt0@example.org";

fn once(start: &str) -> Vec<Appointment> {
    vec![Appointment::single(local(start), 60).unwrap()]
}

/// One to be asked by mail, one to be called, one for whom nobody is near.
fn three(office: &Office<'_>) {
    let mut far = request(3, once("2026-12-21 15:00"));
    far.place.postcode = Postcode::parse("34117").unwrap();
    office.post(&[request(1, once("2026-12-21 09:00")), request(2, once("2026-12-21 09:00")), far]);
    office.decide();
    assert_eq!(
        [1, 2, 3].map(|n| office.state(n)),
        [RequestState::Proposed, RequestState::Proposed, RequestState::Unserved]
    );
}

fn digests(office: &Office<'_>) -> Vec<String> {
    let mails = office.mails().into_iter().filter(|mail| mail.to() == CARRIER && mail.subject().contains("auf Sie"));
    mails.map(|mail| format!("{}\n{}", mail.subject(), mail.text())).collect()
}

fn silent(number: u32) -> Lotse {
    Lotse { email: None, ..lotse(number) }
}

fn a_digest_a_day_says_what_waits(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1), silent(2)]);
    three(&office);
    office.work_until("2026-12-08 06:30", Duration::hours(3));
    assert!(digests(&office).is_empty(), "not before seven");
    office.work_until("2026-12-08 23:30", Duration::minutes(90));
    let said = digests(&office);
    assert_eq!(said.len(), 1, "{said:#?}");
    for words in ["3 Dinge warten", "Zu entscheiden (2)", "Ohne Lots*in (1)", "- A-3:"] {
        assert!(said[0].contains(words), "{words}: {}", said[0]);
    }
    assert!(!said[0].contains("Anzurufen"), "nobody is called before it is decided: {}", said[0]);

    // Asked meanwhile: it no longer waits for the carrier, but for the Lotse, or for a call.
    let run = db.must_read(|tx| storage::runs::latest(tx, 1))[0].id;
    assert_eq!(offers::release(&office.context, run, Actor::Operator, &mut office.now()).unwrap().offers.len(), 2);
    office.work_until("2026-12-09 12:00", Duration::minutes(90));
    let said = digests(&office);
    assert_eq!(said.len(), 2, "{said:#?}");
    for words in ["2 Dinge warten", "Antwort steht aus (1)", "Anzurufen (1)", "05651 000002", "Ohne Lots*in (1)"] {
        assert!(said[1].contains(words), "{words}: {}", said[1]);
    }
    assert!(!said[1].contains("05651 000001"), "who has an address is not called: {}", said[1]);
    assert!(said[1].contains("Antwort bis") && !said[1].contains("Zu entscheiden"), "{}", said[1]);
    office.work_until("2026-12-10 12:00", Duration::hours(2));
    assert_eq!(digests(&office).len(), 3);
    // What waits is named without a word of what it is about.
    assert!(digests(&office).iter().all(|said| !said.contains("Kind")), "the topic is child care");
}

fn a_day_on_which_nothing_waits_has_none(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1), silent(2)]);
    three(&office);
    office.until("2026-12-08 07:00");
    let written = office.at_once(|context| digests::queue(context, &mut office.now()).unwrap());
    assert_eq!(written.iter().sum::<usize>(), 1, "{written:?}");
    assert_eq!(digests::queue(&office.context, &mut office.now()).unwrap(), 0, "once a day");
    // Settled before it goes out: it does not go out.
    for number in 1..=3 {
        office.set_state(request_id(number), RequestState::Cancelled);
    }
    office.work_until_idle();
    assert!(digests(&office).is_empty());
    office.work_until("2026-12-10 12:00", Duration::hours(2));
    assert!(digests(&office).is_empty());
    // An appointment alone is no reason, but it is told of beside one.
    office.post(&[request(4, once("2026-12-11 09:00"))]);
    office.agree();
    office.work_until("2026-12-11 06:00", Duration::hours(2));
    let mut far = request(5, once("2026-12-21 15:00"));
    far.place.postcode = Postcode::parse("34117").unwrap();
    office.post(&[SupportRequest { state: RequestState::Unserved, ..far }]);
    office.work_until("2026-12-11 12:00", Duration::hours(1));
    let said = digests(&office);
    assert!(said.len() == 1 && said[0].contains("Termine heute (1)") && said[0].contains("A-4"), "{said:#?}");
}

fn mails_that_were_given_up_are_told_of_while_they_matter(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1)]);
    office.post(&[request(1, once("2026-12-21 09:00"))]);
    let id = office.agree()[0];
    office.work_until_idle();
    let dead = |number: u32, kind: &str| OutboxMail {
        kind: kind.to_owned(),
        cause: MailCause { kind: "assignment".to_owned(), id: id.as_uuid() },
        state: MailState::Dead { last_error: "550 nobody of that name".to_owned() },
        id: MailId::new("2026-12-07T08:00:00Z".parse().unwrap(), [number as u8; 10]),
        message_id: format!("dead.{number}@lotsenwerk.example"),
        ..mail(number)
    };
    // One that would still be sent; one that speaks of what is not so; one that nobody of here is concerned by.
    let elsewhere = OutboxMail { cause: mail(9).cause, ..dead(3, "offer") };
    let all = [dead(1, "confirmation_lotse"), dead(2, "change_requester"), elsewhere];
    db.must_write(|tx| storage::outbox::add_all(tx, &all));
    office.until("2026-12-08 07:00");
    assert_eq!(digests::queue(&office.context, &mut office.now()).unwrap(), 1);
    office.work_until_idle();
    let said = digests(&office);
    assert!(said[0].contains("Eine Mail konnte nicht zugestellt werden"), "{said:#?}");
    assert_eq!(db.must_read(|tx| storage::outbox::list(tx, Some(MailStatus::Dead), 10)).len(), 3);
}

fn a_carrier_without_address_gets_none(db: &TestDatabase) {
    let mut office = Office::new(db, &[lotse(1), silent(2)]);
    let mut other = organisation(0);
    other.email = None;
    db.must_write(|tx| storage::organisations::save_all(tx, std::slice::from_ref(&other)));
    three(&office);
    office.until("2026-12-08 08:00");
    office.queue(&Task::Digest {});
    office.work_until_idle();
    assert!(office.mails().is_empty());
    other.email = Some(Email::parse(CARRIER).unwrap());
    db.must_write(|tx| storage::organisations::save_all(tx, std::slice::from_ref(&other)));
    // Nor does anybody without an hour.
    let hour = office.context.sender.digest_at.take();
    assert_eq!(digests::queue(&office.context, &mut office.now()).unwrap(), 0);
    office.context.sender.digest_at = hour;
    assert_eq!(digests::queue(&office.context, &mut office.now()).unwrap(), 1);
}
