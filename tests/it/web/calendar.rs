//! A Lotse's private calendar, from the address in the confirmation to what a calendar program reads.

use lotsenwerk::app::answers::{Answer, answer};
use lotsenwerk::app::assignments::cancel;
use lotsenwerk::app::links;
use lotsenwerk::app::sending::{self, Post, Rules};
use lotsenwerk::domain::assignment::CancelledBy;
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::id::AssignmentId;
use lotsenwerk::mail::transport::{MemoryBox, Transport};
use lotsenwerk::storage;

use super::offers::with_links;
use crate::support::context::{moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::released::MORNING;
use crate::support::site::Site;

on_each_database!(all_that_a_lotse_has_agreed_to);

fn all_that_a_lotse_has_agreed_to(db: &TestDatabase) {
    let (context, offers) = with_links(db);
    let offer = &offers[0].0;
    answer(&context, offer.id, Answer::Accept, Actor::Lotse(offer.lotse), &mut moment(MORNING, 50)).unwrap();
    let memory = MemoryBox::default();
    let post = Post { transport: Transport::Memory(memory.clone()), rules: Rules::default() };
    sending::send_due(&context, &post, &moments(MORNING.parse().unwrap()), |_| true).unwrap();
    let lotse = db.must_read(|tx| storage::lotsen::find(tx, offer.lotse)).email.unwrap();
    let mut addresses = Vec::new();
    for mail in memory.mails() {
        let parsed = mail_parser::MessageParser::default().parse(&mail.bytes).unwrap();
        let text = parsed.body_text(0).unwrap().into_owned();
        let found = text.split_whitespace().find(|word| word.ends_with(".ics")).map(ToOwned::to_owned);
        assert_eq!(found.is_some(), parsed.to().unwrap().first().unwrap().address() == Some(lotse.as_str()));
        addresses.extend(found);
    }
    let [address] = &addresses[..] else { panic!("{addresses:?}") };
    let path = address.strip_prefix("https://lotsen.example.org").unwrap();

    let site = Site::open(context.clone(), moments(MORNING.parse().unwrap()));
    let answered = site.get(path);
    assert_eq!((answered.status, answered.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
    assert!(answered.body.starts_with("BEGIN:VCALENDAR") && answered.body.contains("STATUS:CONFIRMED"), "{answered:?}");
    let id = AssignmentId::from_uuid(offer.id.as_uuid());
    assert!(answered.body.replace("\r\n ", "").contains(&format!("UID:{id}")), "{}", answered.body);
    assert_eq!(site.head(path).status, 200);
    assert_eq!(site.post(path, &[]).status, 405);
    assert_eq!(site.get("/calendar/x.ics").status, 404);
    assert_eq!(site.get("/calendar/").status, 404);

    cancel(&context, id, CancelledBy::Lotse, Actor::Operator, &mut moment(MORNING, 51)).unwrap();
    let cancelled = site.get(path).body;
    assert!(cancelled.contains("STATUS:CANCELLED") && !cancelled.contains("STATUS:CONFIRMED"), "{cancelled}");
    // The address stays; only a revocation ends it.
    assert_eq!(site.get(path).body, cancelled, "the same facts, the same file");
    links::revoke(&context, &mut moment(MORNING, 52)).unwrap();
    assert_eq!(site.get(path).status, 404);
}
