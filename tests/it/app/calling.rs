//! Lotsen without a mail address: they are asked by telephone, and what comes of it is noted like every other answer.

use lotsenwerk::app::answers::{self, Answer, Answered};
use lotsenwerk::app::offers::{self, Released};
use lotsenwerk::app::{assignments, calls};
use lotsenwerk::domain::assignment::CancelledBy;
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::domain::id::{AssignmentId, OfferId};
use lotsenwerk::domain::link::PublicUrl;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::offer::OfferState;
use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::storage;

use crate::storage::samples::{local, lotse_id, organisation_id, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{Letter, Office, lotse, request};

on_each_database!(
    the_project_calls_and_notes_the_answer,
    the_project_clicks_for_the_lotse,
    without_any_address_the_lists_tell_whom_to_call,
    who_is_not_called_in_time_makes_room_for_the_next,
    what_a_lotse_would_be_told_is_passed_on,
);

const PROJECT: &str = "projekt0@example.org";

/// Only Lotse 1 is known to who asks, and has no address.
fn office(db: &TestDatabase) -> Office<'_> {
    let office = Office::new(db, &[Lotse { email: None, ..lotse(1) }, lotse(2)]);
    let appointments = vec![Appointment::single(local("2026-12-14 09:00"), 60).unwrap()];
    office.post(&[SupportRequest { known_lotsen: vec![lotse_id(1)], ..request(1, appointments) }]);
    office
}

fn release(office: &Office<'_>) -> Released {
    let run = office.decide().run;
    offers::release(&office.context, run, Actor::Operator, &mut office.now()).unwrap()
}

/// The offer to Lotse 1, whose mail has gone out.
fn asked(office: &Office<'_>) -> OfferId {
    let released = release(office);
    assert_eq!((released.offers.len(), &released.to_call, released.outdated), (1, &released.offers, 0));
    office.work_until_idle();
    assert_eq!(office.state(1), RequestState::Offered);
    released.offers[0]
}

fn last(office: &Office<'_>) -> Letter {
    office.mails().pop().unwrap()
}

fn accepted(answered: Answered) -> AssignmentId {
    match answered {
        Answered::Accepted(id) => id,
        other => panic!("{other:?}"),
    }
}

fn the_project_calls_and_notes_the_answer(db: &TestDatabase) {
    let office = office(db);
    let offer = asked(&office);
    let mails = office.mails();
    let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
    assert_eq!(mail.to(), PROJECT);
    assert!(mail.subject().starts_with("Bitte anrufen: "), "{}", mail.subject());
    let accept = format!("lotsenwerk offers accept {offer}");
    for words in ["05651 000001", "A-1", "Antwort zählt bis Mi., 9. Dez. 2026", &accept] {
        assert!(mail.text().contains(words), "{words}: {}", mail.text());
    }
    assert!(!mail.text().contains("Antwort eintragen"), "there is no page: {}", mail.text());
    // It counts in the week's offers, and nobody else is asked meanwhile.
    let asked = db.must_read(|tx| {
        let week = ("2026-12-07T00:00:00Z".parse().unwrap(), "2026-12-14T00:00:00Z".parse().unwrap());
        storage::offers::asked_between(tx, week, None)
    });
    assert_eq!(asked.into_iter().collect::<Vec<_>>(), [(lotse_id(1), 1)]);

    let yes = answers::answer(&office.context, offer, Answer::Accept, Actor::Operator, &mut office.now()).unwrap();
    accepted(yes);
    assert_eq!(office.state(1), RequestState::Assigned);
    office.work_until_idle();
    let told = office.told("Bestätigt");
    // Who asks is the project itself here.
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|(to, _)| to == PROJECT), "{told:?}");
    assert_eq!(told.iter().filter(|(_, subject)| subject.starts_with("Für ")).count(), 1, "{told:?}");
}

fn the_project_clicks_for_the_lotse(db: &TestDatabase) {
    let mut office = office(db);
    office.context.sender.public_url = Some(PublicUrl::parse("https://lotsen.example.org").unwrap());
    lotsenwerk::app::links::renew(&office.context, Default::default(), &mut office.now()).unwrap();
    let offer = asked(&office);
    let text = last(&office).text();
    let link = text.split_whitespace().find(|word| word.starts_with("https://lotsen.example.org/offers/")).unwrap();
    assert!(text.contains("Antwort eintragen"), "{text}");
    let token = link.rsplit('/').next().unwrap();
    let declined = answers::answer_by_link(&office.context, token, Answer::Decline, &mut office.now()).unwrap();
    assert_eq!(declined, Answered::Declined);
    let noted = db.must_read(|tx| storage::audit::list(tx, None, 20));
    let noted = noted.iter().find(|event| event.action == Action::OfferDeclined).unwrap();
    assert_eq!(noted.actor, Actor::Coordinator(organisation_id(0)), "the Lotse has never had the link");
    assert_eq!(db.must_read(|tx| storage::offers::find(tx, offer)).state, OfferState::Declined);
    assert_eq!(office.state(1), RequestState::Open);
}

fn without_any_address_the_lists_tell_whom_to_call(db: &TestDatabase) {
    let office = office(db);
    let carrier = db.must_read(|tx| storage::organisations::find(tx, organisation_id(0)));
    let carrier = Organisation { email: None, ..carrier };
    db.must_write(|tx| storage::organisations::save_all(tx, std::slice::from_ref(&carrier)));
    let offer = asked(&office);
    assert!(office.mails().is_empty());
    let waiting = offers::waiting(&office.context).unwrap();
    let [only] = waiting.as_slice() else { panic!("{waiting:?}") };
    assert_eq!((only.id, only.to_call, only.phone.as_ref().unwrap().as_str()), (offer, true, "05651 000001"));
    let calls = calls::to_call(&office.context, &[offer]).unwrap();
    let [call] = calls.as_slice() else { panic!("{calls:?}") };
    assert_eq!((call.offer, call.request.as_str(), call.start), (offer, "A-1", local("2026-12-14 09:00")));
    answers::answer(&office.context, offer, Answer::Decline, Actor::Operator, &mut office.now()).unwrap();
    assert!(calls::to_call(&office.context, &[offer]).unwrap().is_empty(), "the call was made");
    // The next best has an address.
    let released = release(&office);
    assert_eq!((released.offers.len(), released.to_call.len()), (1, 0));
    let waiting = offers::waiting(&office.context).unwrap();
    assert_eq!((waiting.len(), waiting[0].to_call, waiting[0].phone.as_ref()), (1, false, None));
}

fn who_is_not_called_in_time_makes_room_for_the_next(db: &TestDatabase) {
    let office = office(db);
    let offer = asked(&office);
    office.until("2026-12-09 08:01");
    assert_eq!(answers::expire(&office.context, &mut office.now()).unwrap(), [offer]);
    assert_eq!(office.state(1), RequestState::Open);
    release(&office);
    let offers = db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Request(request_id(1))));
    let next: Vec<_> = offers.iter().filter(|offer| offer.state == OfferState::Open).map(|o| o.lotse).collect();
    assert_eq!(next, [lotse_id(2)]);
}

fn what_a_lotse_would_be_told_is_passed_on(db: &TestDatabase) {
    let office = office(db);
    let offer = asked(&office);
    let yes = answers::answer(&office.context, offer, Answer::Accept, Actor::Operator, &mut office.now()).unwrap();
    let id = accepted(yes);
    let passed_on = |words: &str| -> String {
        let mails = office.mails().into_iter().filter(|mail| mail.subject().starts_with("Für "));
        let mut found: Vec<Letter> = mails.filter(|mail| mail.subject().contains(words)).collect();
        assert_eq!(found.len(), 1, "{words}");
        assert_eq!(found[0].to(), PROJECT);
        found.remove(0).text()
    };
    office.work_until("2026-12-13 18:00", chrono::Duration::hours(6));
    for words in ["Bestätigt", "Erinnerung"] {
        let text = passed_on(words);
        assert!(text.contains("hat keine E-Mail-Adresse. Bitte rufen Sie an (05651 000001)"), "{text}");
        // The private calendar is the Lotse's alone.
        assert!(!text.contains("abonnieren"), "{text}");
    }
    let by = CancelledBy::Project;
    assignments::cancel(&office.context, id, by, Actor::Operator, &mut office.now()).unwrap();
    office.work_until_idle();
    assert!(passed_on("Abgesagt").contains("wir mussten absagen"));
}
