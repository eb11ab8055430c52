//! A newcomer has one calendar entry for a request, whoever goes, and hears of it what they do not know yet.

use std::collections::BTreeSet;

use chrono::Duration;
use lotsenwerk::app::assignments::{self, NewTime};
use lotsenwerk::app::{mails, offers, requests};
use lotsenwerk::domain::assignment::CancelledBy;
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::id::{AssignmentId, RequestId};
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::outbox::{MailStatus, OutboxMail};
use lotsenwerk::domain::request::{Appointment, RequestCancelledBy, RequestState, Sitting, SupportRequest};
use lotsenwerk::domain::text::PersonName;
use lotsenwerk::storage;

use crate::storage::samples::{local, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{Letter, Office, lotse, request};

on_each_database!(
    one_entry_over_all_who_go,
    a_group_has_one_entry_and_one_mail,
    one_of_a_group_is_lost,
    only_what_was_told_is_an_earlier_time,
    what_was_given_up_was_not_told,
    what_is_on_its_way_counts_as_told,
    what_is_left_of_a_series_keeps_its_entries,
    a_mail_that_is_made_again_says_the_same,
    who_waits_in_vain_is_told_at_the_end,
    who_waits_in_vain_is_told_the_day_before,
    where_the_search_stands_makes_no_difference,
    another_address_is_told_how_things_stand,
    what_nobody_heard_of_leaves_no_stale_entry,
    of_a_sitting_a_newcomer_is_reminded_once,
    who_never_heard_of_anybody_hears_nothing,
);

const ADDRESS: &str = "newcomer@example.org";
const NOBODY: &str = "Zu diesem Termin kommt niemand von uns";

fn named(number: u32, name: &str) -> Lotse {
    Lotse { given_name: PersonName::parse(name).unwrap(), ..lotse(number) }
}

fn asked(number: u32, start: &str) -> SupportRequest {
    SupportRequest {
        newcomer_email: Some(Email::parse(ADDRESS).unwrap()),
        ..request(number, vec![Appointment::single(local(start), 60).unwrap()])
    }
}

struct Desk<'a> {
    office: Office<'a>,
    read: std::cell::Cell<usize>,
}

impl Desk<'_> {
    /// What newcomers have got since they were last looked at.
    fn news(&self) -> Vec<Letter> {
        let all: Vec<Letter> = self.office.mails().into_iter().filter(|mail| mail.to() == ADDRESS).collect();
        let before = self.read.replace(all.len());
        all.into_iter().skip(before).collect()
    }

    /// The same when everything has gone out that waits.
    fn sent(&self) -> Vec<Letter> {
        self.office.work_until_idle();
        self.news()
    }

    fn only(&self) -> Letter {
        let mut sent = self.sent();
        assert_eq!(sent.len(), 1, "{:?}", sent.iter().map(Letter::text).collect::<Vec<_>>());
        sent.remove(0)
    }

    fn change(&self, id: AssignmentId, start: &str) {
        let to = NewTime { start: local(start), minutes: None };
        assignments::change(&self.office.context, id, to, Actor::Operator, &mut self.office.now()).unwrap();
    }

    fn lose(&self, id: AssignmentId) {
        let by = CancelledBy::Lotse;
        assignments::cancel(&self.office.context, id, by, Actor::Operator, &mut self.office.now()).unwrap();
    }

    fn call_off(&self, id: RequestId) {
        let by = RequestCancelledBy::Requester;
        requests::cancel(&self.office.context, id, by, Actor::Operator, &mut self.office.now()).unwrap();
    }

    /// The mails to newcomers that stand like this, oldest first.
    fn outbox(&self, status: MailStatus) -> Vec<OutboxMail> {
        let mut all = self.office.db.must_read(|tx| storage::outbox::list(tx, Some(status), 100));
        all.retain(|mail| mail.recipient.to_string() == ADDRESS);
        all.reverse();
        all
    }
}

fn desk<'a>(db: &'a TestDatabase, names: &[&str]) -> Desk<'a> {
    let lotsen: Vec<Lotse> = (1..).zip(names).map(|(number, name)| named(number, name)).collect();
    Desk { office: Office::new(db, &lotsen), read: std::cell::Cell::new(0) }
}

/// The values of a property in the calendar files of a mail, each once.
fn calendar(mail: &Letter, property: &str) -> BTreeSet<String> {
    let said = mail.everything();
    let lines = said.lines().filter(|line| line.starts_with(property));
    lines.filter_map(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned()).collect()
}

fn set<const N: usize>(values: [&str; N]) -> BTreeSet<String> {
    values.into_iter().map(str::to_owned).collect()
}

fn uid(number: u32, sitting: u32) -> String {
    format!("{}-{sitting}@lotsenwerk", request_id(number))
}

fn one_entry_over_all_who_go(db: &TestDatabase) {
    let desk = desk(db, &["Mina", "Bina"]);
    desk.office.post(&[asked(1, "2026-12-20 09:30")]);
    let first = desk.office.agree()[0];
    let confirmed = desk.only();
    desk.change(first, "2026-12-21 11:00");
    let changed = desk.only();
    desk.lose(first);
    let lost = desk.only();
    assert!(lost.text().contains("Wir suchen eine andere Person"), "{}", lost.text());
    assert!(calendar(&lost, "UID").is_empty(), "the appointment stays");
    let second = desk.office.agree()[0];
    assert_ne!(first, second);
    let found = desk.only();
    assert!(found.text().contains("Gute Nachricht") && !found.text().contains("Alte Zeit"), "{}", found.text());
    desk.call_off(request_id(1));
    let cancelled = desk.only();
    for (mail, method, sequence, start) in [
        (&confirmed, "REQUEST", "0", "20261220T093000"),
        (&changed, "REQUEST", "1", "20261221T110000"),
        (&found, "REQUEST", "3", "20261221T110000"),
        (&cancelled, "CANCEL", "4", "20261221T110000"),
    ] {
        assert_eq!(calendar(mail, "UID"), set([&uid(1, 1)]));
        assert_eq!((calendar(mail, "METHOD"), calendar(mail, "SEQUENCE")), (set([method]), set([sequence])));
        assert_eq!(calendar(mail, "DTSTART;TZID"), set([start]));
        assert_eq!(calendar(mail, "ORGANIZER"), set(["mailto:projekt0@example.org"]));
    }
}

fn a_group_has_one_entry_and_one_mail(db: &TestDatabase) {
    let desk = desk(db, &["Mina", "Bina"]);
    desk.office.post(&[SupportRequest { lotsen_needed: 2, ..asked(1, "2026-12-20 09:30") }]);
    let both = desk.office.agree();
    let confirmed = desk.only();
    assert!(confirmed.text().contains("Mina") && confirmed.text().contains("Bina"), "{}", confirmed.text());
    assert_eq!(calendar(&confirmed, "UID"), set([&uid(1, 1)]));
    desk.change(both[1], "2026-12-21 11:00");
    let changed = desk.only();
    assert_eq!((calendar(&changed, "UID"), calendar(&changed, "SEQUENCE")), (set([&uid(1, 1)]), set(["2"])));
    // The day before they are reminded once.
    desk.office.work_until("2026-12-20 18:00", Duration::hours(2));
    let reminders = desk.news();
    assert_eq!(reminders.len(), 1);
    assert!(reminders[0].text().contains("Mina") && reminders[0].text().contains("Bina"), "{}", reminders[0].text());
    desk.call_off(request_id(1));
    let cancelled = desk.only();
    assert_eq!((calendar(&cancelled, "UID"), calendar(&cancelled, "SEQUENCE")), (set([&uid(1, 1)]), set(["3"])));
}

fn one_of_a_group_is_lost(db: &TestDatabase) {
    let desk = desk(db, &["Mina", "Bina"]);
    desk.office.post(&[SupportRequest { lotsen_needed: 2, ..asked(1, "2026-12-20 09:30") }]);
    let both = desk.office.agree();
    desk.sent();
    desk.lose(both[0]);
    let gone = db.must_read(|tx| storage::assignments::find(tx, both[0])).lotse;
    let (gone, left) = if gone == lotse(1).id { ("Mina", "Bina") } else { ("Bina", "Mina") };
    let lost = desk.only();
    let said = lost.text();
    assert!(said.contains("Hier steht, wer Ihnen jetzt hilft") && !said.contains("Die Person kann"), "{said}");
    assert!(lost.text().contains(left) && !lost.text().contains(gone), "{}", lost.text());
    // Found and lost again before the newcomer hears of it: they know all there is.
    desk.office.db.must_write(|tx| storage::lotsen::save_all(tx, &[named(3, "Nora")]));
    let third = desk.office.agree()[0];
    desk.lose(third);
    assert!(desk.sent().is_empty());
}

fn only_what_was_told_is_an_earlier_time(db: &TestDatabase) {
    let desk = desk(db, &["Mina"]);
    desk.office.post(&[asked(1, "2026-12-20 09:30")]);
    let id = desk.office.agree()[0];
    // Nothing was told yet: another time is no change.
    desk.change(id, "2026-12-21 09:30");
    let confirmed = desk.only();
    let said = confirmed.text();
    assert!(
        said.contains("Gute Nachricht") && said.contains("21. Dezember") && !said.contains("20. Dezember"),
        "{said}"
    );
    assert_eq!(calendar(&confirmed, "SEQUENCE"), set(["1"]));
    // Of two changes the second goes out, with the time before the first.
    desk.change(id, "2026-12-22 09:30");
    desk.change(id, "2026-12-23 09:30");
    let changed = desk.only();
    let said = changed.text();
    assert!(said.contains("23. Dezember") && said.contains("21. Dezember") && !said.contains("22. Dezember"), "{said}");
    assert_eq!((calendar(&changed, "SEQUENCE"), calendar(&changed, "UID")), (set(["3"]), set([&uid(1, 1)])));
    // There and back again is no news.
    desk.change(id, "2026-12-22 09:30");
    desk.change(id, "2026-12-23 09:30");
    assert!(desk.sent().is_empty());
    // What is called off is called by the time that was told.
    desk.change(id, "2026-12-22 09:30");
    desk.call_off(request_id(1));
    let cancelled = desk.only();
    let said = cancelled.text();
    assert!(said.contains("23. Dezember") && !said.contains("22. Dezember"), "{said}");
    assert_eq!(calendar(&cancelled, "SEQUENCE"), set(["7"]));
}

fn what_was_given_up_was_not_told(db: &TestDatabase) {
    let desk = desk(db, &["Mina"]);
    desk.office.post(&[asked(1, "2026-12-20 09:30")]);
    let id = desk.office.agree()[0];
    desk.sent();
    desk.change(id, "2026-12-21 09:30");
    db.raw().batch("UPDATE outbox SET state = 'dead', attempts = 1, last_error = '550' WHERE state = 'queued'");
    desk.change(id, "2026-12-22 09:30");
    desk.office.work_until_idle();
    let told: Vec<Letter> =
        desk.office.mails().into_iter().filter(|mail| mail.subject().contains("Neue Zeit")).collect();
    assert_eq!(told.len(), 3, "to the Lotse, to whoever asked, and to the newcomer");
    for mail in told {
        let said = mail.text();
        assert!(said.contains("22. Dez") && said.contains("20. Dez") && !said.contains("21. Dez"), "{said}");
    }
}

fn what_is_on_its_way_counts_as_told(db: &TestDatabase) {
    let desk = desk(db, &["Mina"]);
    desk.office.post(&[asked(1, "2026-12-20 09:30")]);
    desk.office.agree();
    // A worker took the confirmation in hand and has not come back.
    let claimed = "UPDATE outbox SET attempts = 1, claimed_at = created_at, claim_token = id WHERE state = 'queued'";
    db.raw().batch(claimed);
    let all = desk.outbox(MailStatus::Queued);
    assert_eq!(all.len(), 1);
    desk.office.until("2026-12-07 08:05");
    desk.call_off(request_id(1));
    let cancelled = desk.only();
    assert_eq!((calendar(&cancelled, "METHOD"), calendar(&cancelled, "SEQUENCE")), (set(["CANCEL"]), set(["1"])));
}

fn what_is_left_of_a_series_keeps_its_entries(db: &TestDatabase) {
    let desk = desk(db, &["Mina", "Bina"]);
    let sitting = |start: &str| Sitting::new(local(start), 60).unwrap();
    let series = [sitting("2026-12-10 09:00"), sitting("2026-12-17 09:00"), sitting("2026-12-21 09:00")];
    let series = Appointment::new(series.to_vec()).unwrap();
    desk.office.post(&[SupportRequest { appointments: vec![series], ..asked(1, "2026-12-20 09:30") }]);
    let id = desk.office.agree()[0];
    assert_eq!(calendar(&desk.only(), "UID"), set([&uid(1, 1), &uid(1, 2), &uid(1, 3)]));
    desk.office.until("2026-12-11 09:00");
    desk.lose(id);
    desk.only();
    desk.office.agree();
    let found = desk.only();
    // What is over is no other time, and the entry of the second sitting stays its entry.
    assert!(found.text().contains("Gute Nachricht") && !found.text().contains("Alte Zeit"), "{}", found.text());
    assert_eq!(calendar(&found, "UID"), set([&uid(1, 2), &uid(1, 3)]));
    assert_eq!(calendar(&found, "METHOD"), set(["REQUEST"]));
}

fn a_mail_that_is_made_again_says_the_same(db: &TestDatabase) {
    let desk = desk(db, &["Mina"]);
    desk.office.post(&[asked(1, "2026-12-20 09:30")]);
    let id = desk.office.agree()[0];
    desk.sent();
    desk.change(id, "2026-12-21 09:30");
    let waiting = desk.outbox(MailStatus::Queued).remove(0);
    let made = || mails::compose(&desk.office.context, &waiting, desk.office.now().now).unwrap();
    let (one, other) = (made(), made());
    assert_eq!(one.invite.as_ref().unwrap().content, other.invite.as_ref().unwrap().content);
    assert_eq!((one.text, one.message_id), (other.text, other.message_id));
    // Put back by hand after it went out, it is as it was; after the next change it is outdated.
    let sent = desk.only();
    assert_eq!(calendar(&sent, "SEQUENCE"), set(["1"]));
    assert!(made().invite.unwrap().content.contains("SEQUENCE:1\r\n"));
    desk.change(id, "2026-12-22 09:30");
    assert!(mails::compose(&desk.office.context, &waiting, desk.office.now().now).is_err());
}

fn who_waits_in_vain_is_told_at_the_end(db: &TestDatabase) {
    let desk = desk(db, &["Mina"]);
    let deadline = Some("2026-12-15T08:00:00Z".parse().unwrap());
    desk.office.post(&[SupportRequest { deadline, ..asked(1, "2026-12-20 09:30") }, asked(2, "2026-12-09 09:30")]);
    for id in desk.office.agree() {
        desk.sent();
        desk.lose(id);
    }
    desk.sent();
    // Nobody looked before it began.
    desk.office.until("2026-12-09 12:00");
    desk.office.decide();
    assert_eq!(desk.office.state(2), RequestState::Expired);
    let over = desk.only();
    assert!(over.text().contains(NOBODY) && over.text().contains("9. Dezember"), "{}", over.text());
    // Nobody needed to be asked any more, but somebody had said yes: the search goes on.
    desk.office.work_until("2026-12-16 04:00", Duration::hours(4));
    assert_eq!((desk.office.state(1), desk.news().len()), (RequestState::Unserved, 0));
    desk.office.work_until("2026-12-19 18:00", Duration::hours(4));
    let told = desk.news();
    assert_eq!(told.len(), 1);
    assert!(told[0].text().contains(NOBODY) && told[0].text().contains("20. Dezember"), "{}", told[0].text());
    assert!(calendar(&told[0], "UID").is_empty(), "nobody shall miss a doctor because of us");
    desk.office.work_until("2026-12-21 12:00", Duration::hours(8));
    assert!(desk.news().is_empty());
}

fn who_waits_in_vain_is_told_the_day_before(db: &TestDatabase) {
    let desk = desk(db, &["Mina"]);
    desk.office.post(&[asked(1, "2026-12-10 09:30")]);
    let id = desk.office.agree()[0];
    desk.sent();
    desk.lose(id);
    desk.sent();
    desk.office.work_until("2026-12-09 15:45", Duration::hours(3));
    assert!(desk.news().is_empty());
    desk.office.work_until("2026-12-09 17:00", Duration::minutes(15));
    let told = desk.news();
    assert_eq!(told.len(), 1);
    assert!(told[0].text().contains(NOBODY), "{}", told[0].text());
    // Somebody after all.
    desk.office.db.must_write(|tx| storage::lotsen::save_all(tx, &[named(2, "Bina")]));
    let second = desk.office.agree()[0];
    let found = desk.only();
    assert!(found.text().contains("Gute Nachricht") && found.text().contains("Bina"), "{}", found.text());
    assert_eq!((calendar(&found, "UID"), calendar(&found, "SEQUENCE")), (set([&uid(1, 1)]), set(["3"])));
    // And not: it is told once more, but only once.
    desk.lose(second);
    desk.office.work_until("2026-12-12 12:00", Duration::minutes(45));
    let told: Vec<String> = desk.news().iter().map(Letter::text).collect();
    let of = |words: &str| told.iter().filter(|text| text.contains(words)).count();
    assert_eq!((told.len(), of("Wir suchen"), of(NOBODY)), (2, 1, 1), "{told:#?}");
}

fn who_never_heard_of_anybody_hears_nothing(db: &TestDatabase) {
    let desk = desk(db, &["Mina"]);
    desk.office.post(&[asked(1, "2026-12-10 09:30")]);
    // Asked, and not answered in time.
    let matched = desk.office.decide();
    offers::release(&desk.office.context, matched.run, Actor::Operator, &mut desk.office.now()).unwrap();
    desk.office.work_until("2026-12-11 12:00", Duration::hours(4));
    assert_eq!(desk.office.state(1), RequestState::Expired);
    // Agreed, and lost before the newcomer heard of it.
    desk.office.db.must_write(|tx| storage::lotsen::save_all(tx, &[named(2, "Bina")]));
    desk.office.post(&[asked(2, "2026-12-20 09:30"), asked(3, "2026-12-22 09:30")]);
    let both = desk.office.agree();
    desk.lose(both[0]);
    desk.call_off(db.must_read(|tx| storage::assignments::find(tx, both[1])).request);
    assert!(desk.sent().is_empty());
}

/// To who waits, a proposal or a question is nobody yet.
fn where_the_search_stands_makes_no_difference(db: &TestDatabase) {
    let desk = desk(db, &["Mina", "Bina", "Nora"]);
    desk.office.post(&[asked(1, "2026-12-10 09:30"), asked(2, "2026-12-16 09:30")]);
    for id in desk.office.agree() {
        desk.sent();
        desk.lose(id);
    }
    // The worker proposes somebody, and nobody releases it.
    desk.office.work_until("2026-12-09 15:45", Duration::hours(3));
    assert_eq!(desk.office.state(1), RequestState::Proposed);
    desk.news();
    desk.office.work_until("2026-12-09 16:30", Duration::minutes(15));
    let told = desk.news();
    assert_eq!(told.len(), 1);
    assert!(told[0].text().contains(NOBODY) && told[0].text().contains("10. Dezember"), "{}", told[0].text());
    // The other waits for an answer.
    desk.office.work_until("2026-12-15 12:00", Duration::hours(12));
    let matched = desk.office.decide();
    offers::release(&desk.office.context, matched.run, Actor::Operator, &mut desk.office.now()).unwrap();
    desk.office.work_until("2026-12-15 16:30", Duration::minutes(45));
    assert_eq!(desk.office.state(2), RequestState::Offered);
    let told = desk.news();
    assert_eq!(told.len(), 1);
    assert!(told[0].text().contains(NOBODY) && told[0].text().contains("16. Dezember"), "{}", told[0].text());
    // Whoever is lost in the evening is looked for before that is said.
    desk.office.post(&[asked(3, "2026-12-17 09:30")]);
    let third = desk.office.agree().pop().unwrap();
    desk.office.work_until("2026-12-16 18:00", Duration::hours(12));
    desk.news();
    desk.lose(third);
    desk.office.work_until("2026-12-16 18:55", Duration::minutes(10));
    let told: Vec<String> = desk.news().iter().map(Letter::text).collect();
    assert_eq!((told.len(), told[0].contains("Wir suchen")), (1, true), "{told:#?}");
    desk.office.work_until("2026-12-16 19:10", Duration::minutes(10));
    assert!(desk.only().text().contains(NOBODY));
}

/// What `replace_contact` does, without an account.
fn readdress(desk: &Desk<'_>, address: Option<&str>) {
    let before = desk.office.db.must_read(|tx| storage::requests::find(tx, request_id(1)));
    let newcomer_email = address.map(|address| Email::parse(address).unwrap());
    let after = SupportRequest { newcomer_email, ..before.clone() };
    let mut moment = desk.office.now();
    let written = desk.office.context.database.write(|tx| -> Result<_, lotsenwerk::app::AppError> {
        storage::requests::save_all(tx, std::slice::from_ref(&after))?;
        let former = before.newcomer_email.clone();
        let mails = mails::newcomer::readdress(&desk.office.context, tx, former, &after, &mut moment)?;
        Ok(storage::outbox::add_all(tx, &mails)?)
    });
    written.unwrap();
    desk.office.queue(&lotsenwerk::app::tasks::Task::SendMails {});
}

fn another_address_is_told_how_things_stand(db: &TestDatabase) {
    const OTHER: &str = "other@example.org";
    let desk = desk(db, &["Mina", "Bina"]);
    desk.office.post(&[asked(1, "2026-12-20 09:30")]);
    let id = desk.office.agree()[0];
    let to_other = || -> Vec<Letter> {
        desk.office.work_until_idle();
        desk.office.mails().into_iter().filter(|mail| mail.to() == OTHER).collect()
    };
    // Nothing has reached the first address yet: what waits for it is not sent.
    readdress(&desk, Some(OTHER));
    readdress(&desk, Some(ADDRESS));
    let confirmed = desk.only();
    assert_eq!((calendar(&confirmed, "METHOD"), to_other().len()), (set(["REQUEST"]), 0));
    // The former address is rid of the entry, and the new one has it.
    readdress(&desk, Some(OTHER));
    let former = desk.only();
    assert!(former.text().contains("an eine andere E-Mail-Adresse"), "{}", former.text());
    assert_eq!((calendar(&former, "METHOD"), calendar(&former, "UID")), (set(["CANCEL"]), set([&uid(1, 1)])));
    let mails = to_other();
    assert_eq!((mails.len(), calendar(&mails[0], "METHOD")), (1, set(["REQUEST"])));
    assert!(mails[0].text().contains("Gute Nachricht") && mails[0].text().contains("Mina"), "{}", mails[0].text());
    // From then on news goes there alone.
    desk.change(id, "2026-12-21 11:00");
    desk.lose(id);
    assert!(to_other()[1].text().contains("Wir suchen eine andere Person"));
    // Somebody who waits for word gets it wherever they are told by then.
    readdress(&desk, Some("third@example.org"));
    desk.office.work_until_idle();
    desk.call_off(request_id(1));
    desk.office.work_until_idle();
    let third: Vec<Letter> = desk.office.mails().into_iter().filter(|mail| mail.to() == "third@example.org").collect();
    assert_eq!((third.len(), calendar(&third[0], "METHOD")), (1, set(["CANCEL"])));
    assert_eq!((desk.news().len(), to_other().len()), (0, 3));
    readdress(&desk, None);
    assert!(desk.sent().is_empty());
}

fn what_nobody_heard_of_leaves_no_stale_entry(db: &TestDatabase) {
    let desk = desk(db, &["Mina", "Bina"]);
    let sitting = |start: &str| Sitting::new(local(start), 60).unwrap();
    let series = Appointment::new(vec![sitting("2026-12-10 09:00"), sitting("2026-12-17 09:00")]).unwrap();
    desk.office.post(&[SupportRequest { appointments: vec![series], ..asked(1, "2026-12-20 09:30") }]);
    let id = desk.office.agree()[0];
    assert_eq!(calendar(&desk.only(), "UID"), set([&uid(1, 1), &uid(1, 2)]));
    // A day earlier, of which no mail tells before the first sitting has taken place.
    desk.change(id, "2026-12-09 09:00");
    desk.office.until("2026-12-09 12:00");
    desk.lose(id);
    let lost = desk.only();
    assert_eq!(calendar(&lost, "METHOD"), set(["REQUEST", "CANCEL"]));
    assert_eq!(calendar(&lost, "UID"), set([&uid(1, 1), &uid(1, 2)]));
    assert_eq!(calendar(&lost, "DTSTART;TZID"), set(["20261216T090000", "20261210T090000"]));
}

fn of_a_sitting_a_newcomer_is_reminded_once(db: &TestDatabase) {
    let desk = desk(db, &["Mina", "Bina"]);
    desk.office.post(&[SupportRequest { lotsen_needed: 2, ..asked(1, "2026-12-10 09:30") }]);
    let both = desk.office.agree();
    desk.office.work_until("2026-12-09 16:30", Duration::hours(3));
    assert_eq!(desk.news().len(), 2, "confirmed and reminded");
    // Whichever of the two it was that the reminder was written with.
    let reminders = db.must_read(|tx| storage::reminders::from(tx, local("2026-12-10 00:00")));
    let reader = lotsenwerk::domain::reminder::ReminderReader::Newcomer;
    let with = reminders.iter().find(|reminder| reminder.reader == reader).unwrap().assignment;
    assert!(both.contains(&with));
    desk.lose(with);
    desk.office.work_until("2026-12-09 18:00", Duration::minutes(20));
    let told: Vec<String> = desk.news().iter().map(Letter::text).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("Hier steht, wer Ihnen jetzt hilft"), "{told:#?}");
}
