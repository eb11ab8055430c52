//! The page of an offer: what it shows, what it does, and to whom it does not.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, Utc};
use lotsenwerk::app::assignments::{self, NewTime};
use lotsenwerk::app::links;
use lotsenwerk::app::sending::{self, Post, Rules};
use lotsenwerk::app::{Context, Moments};
use lotsenwerk::domain::assignment::CancelledBy;
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::id::AssignmentId;
use lotsenwerk::domain::link::{KeyLife, PublicUrl};
use lotsenwerk::domain::offer::{DeclineReason, Offer, OfferState};
use lotsenwerk::mail::transport::{MemoryBox, Transport};
use lotsenwerk::storage;

use crate::support::context::{moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::released::{MORNING, released};
use crate::support::site::Site;

on_each_database!(
    the_link_of_the_mail_shows_and_changes_nothing,
    a_yes_and_every_click_after_it,
    what_came_of_a_yes_is_shown,
    a_no_and_its_reason,
    links_that_are_none,
    a_link_ends_with_its_offer,
    keys_are_renewed_and_revoked,
);

const BASE: &str = "https://lotsen.example.org";

/// Released offers whose mails carry links, each with the path of its page.
pub fn with_links(db: &TestDatabase) -> (Context, Vec<(Offer, String)>) {
    let (mut context, open) = released(db);
    context.sender.public_url = Some(PublicUrl::parse(BASE).unwrap());
    links::renew(&context, KeyLife::default(), &mut moment(MORNING, 5)).unwrap();
    let memory = MemoryBox::default();
    let post = Post { transport: Transport::Memory(memory.clone()), rules: Rules::default() };
    sending::send_due(&context, &post, &moments(MORNING.parse().unwrap()), |_| true).unwrap();
    let mails = memory.mails();
    let path_of = |offer: &Offer| {
        let lotse = db.must_read(|tx| storage::lotsen::find(tx, offer.lotse)).email.unwrap();
        let when = db.must_read(|tx| storage::requests::find(tx, offer.request)).list_number.unwrap().to_string();
        let texts = mails.iter().filter_map(|mail| {
            let parsed = mail_parser::MessageParser::default().parse(&mail.bytes).unwrap();
            let to = parsed.to().unwrap().first().unwrap().address().unwrap().to_owned();
            (to == lotse.as_str() && parsed.subject().unwrap().contains(&when))
                .then(|| (parsed.body_text(0).unwrap().into_owned(), parsed.body_html(0).unwrap().into_owned()))
        });
        let (text, html) = texts.into_iter().next().unwrap();
        let link = text.split_whitespace().find(|word| word.starts_with(BASE)).unwrap().to_owned();
        assert!(html.contains(&format!("href=\"{link}\"")), "both layouts carry the link");
        link.strip_prefix(BASE).unwrap().to_owned()
    };
    let with_paths = open.into_iter().map(|offer| (path_of(&offer), offer)).map(|(path, offer)| (offer, path));
    let with_paths = with_paths.collect();
    (context, with_paths)
}

fn now(db: &TestDatabase, offer: &Offer) -> Offer {
    db.must_read(|tx| storage::offers::find(tx, offer.id))
}

fn at(time: &str) -> Moments {
    moments(time.parse().unwrap())
}

fn the_link_of_the_mail_shows_and_changes_nothing(db: &TestDatabase) {
    let (context, offers) = with_links(db);
    let (offer, path) = &offers[0];
    let request = db.must_read(|tx| storage::requests::find(tx, offer.request));
    let site = Site::open(context, at(MORNING));
    for _ in 0..3 {
        let page = site.get(path);
        assert_eq!(page.status, 200);
        assert!(page.body.contains("data-stand=\"open\""), "{}", page.body);
        assert!(page.body.contains("<html lang=\"en\""));
        assert!(page.body.contains("Please answer by"));
        // The way to the town, and no nearer.
        assert!(page.body.contains("<svg class=\"sketch\"") && page.body.contains(">home</text>"), "{}", page.body);
    }
    let head = site.head(path);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    // Whoever opens the address of an answer has not answered.
    for answer in ["accept", "decline", "reason"] {
        assert_eq!(site.get(&format!("{path}/{answer}")).status, 303);
        assert_eq!(site.head(&format!("{path}/{answer}")).status, 303);
    }
    assert_eq!(now(db, offer).state, OfferState::Open);

    let page = site.get(path);
    // What is told after a yes only.
    let place = &request.place;
    let secrets = [
        place.street.as_ref().map(ToString::to_string),
        place.meeting_point.as_ref().map(ToString::to_string),
        request.client.as_ref().map(ToString::to_string),
    ];
    for secret in secrets.into_iter().flatten() {
        assert!(!page.body.contains(&secret), "{secret}");
    }
    // Nothing runs, nothing is loaded from elsewhere, and nobody learns the address.
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(!page.body.contains("<script") && !page.body.contains(" style=") && !page.body.contains("http"));
    let style = page.body.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    let style = site.get(style);
    assert_eq!((style.status, style.header("content-type")), (200, Some("text/css; charset=utf-8")));
    assert!(style.header("cache-control").unwrap().contains("immutable"));
}

fn a_yes_and_every_click_after_it(db: &TestDatabase) {
    let (context, offers) = with_links(db);
    let (offer, path) = &offers[0];
    let site = Site::open(context, at(MORNING));
    for click in ["accept", "accept", "decline"] {
        let answer = site.post(&format!("{path}/{click}"), &[]);
        assert_eq!(answer.status, 303);
        // Relative to the address of the answer.
        assert_eq!(answer.header("location"), Some(format!("../{}", path.rsplit('/').next().unwrap()).as_str()));
        let page = site.get(path);
        assert!(page.body.contains("data-stand=\"accepted\""), "{}", page.body);
        assert!(!page.body.contains("<form"), "nothing is left to decide");
    }
    assert_eq!(now(db, offer).state, OfferState::Accepted);
    let all =
        db.must_read(|tx| storage::assignments::load(tx, storage::assignments::Selection::Request(offer.request)));
    assert_eq!(all.len(), 1);
    // A reason makes no sense and is not taken.
    assert_eq!(site.post(&format!("{path}/reason"), &[("reason", "too_far")]).status, 303);
    assert_eq!(db.must_read(|tx| storage::offers::reason(tx, offer.request, offer.lotse)), None);
}

fn what_came_of_a_yes_is_shown(db: &TestDatabase) {
    let (context, offers) = with_links(db);
    let (offer, path) = &offers[0];
    let site = Site::open(context.clone(), at(MORNING));
    site.post(&format!("{path}/accept"), &[]);
    let id = AssignmentId::from_uuid(offer.id.as_uuid());
    let start = chrono::NaiveDate::from_ymd_opt(2027, 1, 19).unwrap().and_hms_opt(7, 40, 0).unwrap();
    let to = NewTime { start, minutes: None };
    assignments::change(&context, id, to, Actor::Operator, &mut moment(MORNING, 30)).unwrap();
    let page = site.get(path);
    assert!(page.body.contains("data-stand=\"accepted\"") && page.body.contains("7:40"), "{}", page.body);
    assignments::cancel(&context, id, CancelledBy::Project, Actor::Operator, &mut moment(MORNING, 31)).unwrap();
    let page = site.get(path);
    assert!(page.body.contains("data-stand=\"called-off\"") && page.body.contains("Called off"), "{}", page.body);
    assert!(!page.body.contains("Thank you for taking this on"), "{}", page.body);
}

fn a_no_and_its_reason(db: &TestDatabase) {
    let (context, offers) = with_links(db);
    let (offer, path) = &offers[0];
    let site = Site::open(context, at(MORNING));
    assert_eq!(site.post(&format!("{path}/decline"), &[]).status, 303);
    let page = site.get(path);
    assert!(page.body.contains("data-stand=\"declined\"") && page.body.contains("/reason"), "{}", page.body);
    let reason = || db.must_read(|tx| storage::offers::reason(tx, offer.request, offer.lotse));
    for junk in [&[("reason", "nonsense")][..], &[("other", "too_far")], &[]] {
        assert_eq!(site.post(&format!("{path}/reason"), junk).status, 303);
        assert_eq!(reason(), None);
    }
    for (code, told) in [("too_far", DeclineReason::TooFar), ("topic", DeclineReason::Topic)] {
        assert_eq!(site.post(&format!("{path}/reason"), &[("reason", code)]).status, 303);
        assert_eq!(reason(), Some(told), "told later and again");
        assert!(site.get(path).body.contains(&format!("value=\"{code}\" required checked")));
    }
    assert!(site.post(&format!("{path}/accept"), &[]).status == 303);
    assert_eq!(now(db, offer).state, OfferState::Declined);
}

fn links_that_are_none(db: &TestDatabase) {
    let (context, offers) = with_links(db);
    let site = Site::open(context, at(MORNING));
    let (offer, path) = &offers[0];
    let mut changed = path.clone();
    let last = changed.pop().unwrap();
    changed.push(if last == 'A' { 'B' } else { 'A' });
    for path in ["/offers/x", "/offers/%2e%2e", "/offers/%00", "/offers/a%22b", &changed, &format!("{path}x")] {
        let page = site.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.body.contains("This link is not valid"), "{}", page.body);
        for answer in ["accept", "decline", "reason"] {
            let answered = site.post(&format!("{path}/{answer}"), &[("reason", "other")]);
            assert_eq!(answered.status, 404, "{path}/{answer}");
        }
    }
    assert_eq!(now(db, offer).state, OfferState::Open);
    for path in ["/offers", "/offers/", "/nowhere"] {
        let page = site.get(path);
        assert!(page.status == 404 && page.body.contains("There is no such page"), "{path} {page:?}");
    }
    assert_eq!(site.post(path, &[]).status, 405);
    let long = "x".repeat(100_000);
    let answer = site.post(&format!("{path}/reason"), &[("reason", &long)]);
    assert!(answer.status == 413 && answer.body.contains("too much at once"), "too much is not read: {answer:?}");
    assert_eq!(site.get("/healthz").status, 200);
    assert_eq!(site.get("/readyz").status, 200);
}

fn a_link_ends_with_its_offer(db: &TestDatabase) {
    let (context, offers) = with_links(db);
    let clock = Arc::new(Mutex::new(MORNING.parse::<DateTime<Utc>>().unwrap()));
    let read = Arc::clone(&clock);
    let site = Site::open(context, Moments::new(Arc::new(move || *read.lock().unwrap()), [3; 32]));
    let (agreed, agreed_path) = &offers[0];
    let (late, late_path) = &offers[1];
    site.post(&format!("{agreed_path}/accept"), &[]);
    let facts = "<dl>";
    assert!(site.get(late_path).body.contains(facts));
    *clock.lock().unwrap() = agreed.expires_at.max(late.expires_at) + Duration::seconds(1);
    // Where it stands is told for as long as the key is there, what it was about is not.
    let page = site.get(agreed_path);
    assert!(page.body.contains("data-stand=\"accepted\"") && !page.body.contains(facts), "{}", page.body);
    let page = site.get(late_path);
    assert!(page.body.contains("data-stand=\"expired\"") && !page.body.contains(facts), "{}", page.body);
    assert_eq!(site.post(&format!("{late_path}/accept"), &[]).status, 303);
    assert_eq!(now(db, late).state, OfferState::Expired);
}

fn keys_are_renewed_and_revoked(db: &TestDatabase) {
    let (context, offers) = with_links(db);
    let path = &offers[0].1;
    let keys = || db.must_read(storage::links::keys).len();
    let life = KeyLife::default();
    assert!(!links::renew(&context, life, &mut moment("2026-12-30T00:00:00Z", 20)).unwrap());
    assert!(links::renew(&context, life, &mut moment("2027-01-01T00:00:00Z", 21)).unwrap());
    assert_eq!(keys(), 2);
    let site = Site::open(context.clone(), at(MORNING));
    assert_eq!(site.get(path).status, 200, "what the earlier key has signed is still good");
    assert!(links::renew(&context, life, &mut moment("2027-08-01T00:00:00Z", 22)).unwrap());
    assert_eq!(keys(), 2, "the first is forgotten");
    assert_eq!(site.get(path).status, 404);

    links::revoke(&context, &mut moment("2027-08-01T00:00:01Z", 23)).unwrap();
    assert_eq!(keys(), 1);
}
