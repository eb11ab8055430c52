//! The form by which newcomers ask for help: who opens it, what comes of it, and that nobody can bury a desk with it.

use std::net::IpAddr;

use lotsenwerk::app::AppError;
use lotsenwerk::app::identity::IdentityError;
use lotsenwerk::app::newcomer_form::{self, AskError, MOST_WAITING};
use lotsenwerk::domain::access::Membership;
use lotsenwerk::domain::code::{Mode, Service, Topic};
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::language::LanguageCode;
use lotsenwerk::domain::request::{Appointment, MeetingPlace};
use lotsenwerk::domain::text::MeetingPoint;
use lotsenwerk::i18n::NewcomerLanguage;

use crate::storage::samples::local;

use crate::support::context::{context, moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::people::{PASSWORD, People, arrives};
use crate::support::site::{Answer, Site};

on_each_database!(
    what_a_newcomer_asks_lies_on_the_desk_until_somebody_posts_it,
    a_form_is_there_where_a_project_has_opened_it,
    what_is_wrong_is_said_in_both_languages_and_nothing_is_lost,
    the_same_twice_is_once,
    nobody_buries_a_desk,
);

const COORDINATOR: &str = "coordinator@example.org";

const ASKED: [(&str, &str); 11] = [
    ("lang", "fa-AF"),
    ("language", "prs"),
    ("help", "interpret"),
    ("topic", "health"),
    ("postcode", "37269"),
    ("point", "Klinikum, Eingang B"),
    ("date", "2026-12-10"),
    ("time", "09:30"),
    ("minutes", "60"),
    ("email", "mother@example.org"),
    ("consent", "yes"),
];

/// The form with other values for some fields.
fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = ASKED.into_iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied().filter(|(_, value)| !value.is_empty())).collect()
}

struct Place {
    site: Site,
    people: People,
    coordinator: String,
    form: String,
}

impl Place {
    fn open(db: &TestDatabase) -> Self {
        let context = context(db);
        let people = People::arrive(db, &context);
        arrives(&context, "neighbour", Membership::Coordinator(people.other_carrier));
        let site = Site::open(context, moments(MONDAY.parse().unwrap()));
        let coordinator = site.log_in(COORDINATOR, PASSWORD);
        let form = format!("/ask/{}", people.carrier);
        Self { site, people, coordinator, form }
    }

    /// With the form open.
    fn ready(db: &TestDatabase) -> Self {
        let place = Self::open(db);
        assert_eq!(place.switch("open").status, 303);
        place
    }

    fn switch(&self, to: &str) -> Answer {
        let path = format!("/organisations/{}/form", self.people.carrier);
        self.site.post_as(&self.coordinator, &path, &[("to", to)])
    }

    fn today(&self) -> String {
        self.site.get_as(&self.coordinator, "/today").body
    }

    /// What lies on the desk.
    fn asked_for(&self) -> usize {
        self.today().matches("asked for by a newcomer").count()
    }
}

fn what_a_newcomer_asks_lies_on_the_desk_until_somebody_posts_it(db: &TestDatabase) {
    let place = Place::ready(db);
    let Place { site, coordinator, form, .. } = &place;
    let shown = site.get(&format!("{form}?lang=fa-AF"));
    assert_eq!(shown.status, 200);
    for there in
        ["lang=\"fa-AF\" dir=\"rtl\"", "درخواست کمک", "Hilfe anfragen", "value=\"prs\" lang=\"fa-AF\" selected"]
    {
        assert!(shown.body.contains(there), "{there}: {}", shown.body);
    }
    let trap = site.get(&format!("{form}?lang=de&consent=yes&email=thief@example.org"));
    assert!(!trap.body.contains("checked") && !trap.body.contains("thief"), "{}", trap.body);
    let sent = site.post(form, &ASKED);
    assert_eq!((sent.status, sent.location()), (303, format!("{}/done?lang=fa-AF", place.people.carrier).as_str()));
    let done = site.get(&format!("{form}/done?lang=fa-AF"));
    assert!(
        done.body.contains("درخواست شما رسید") && done.body.contains("Ihre Anfrage ist angekommen"),
        "{}",
        done.body
    );

    assert_eq!(place.asked_for(), 1);
    let today = place.today();
    let (_, rest) = today.split_once("href=\"/requests/0").unwrap();
    let id = format!("0{}", rest.split_once('"').unwrap().0);
    let path = format!("/requests/{id}");
    let request = site.get_as(coordinator, &path).body;
    for there in ["by the form for newcomers", "Klinikum, Eingang B", "Interpreting", "Dari", "draft"] {
        assert!(request.contains(there), "{there}: {request}");
    }
    assert!(!request.contains("mother@example.org"), "the address is shown to whoever asks for it");
    let contact = site.get_as(coordinator, &format!("{path}/contact"));
    assert!(contact.body.contains("mailto:mother@example.org"), "{}", contact.body);
    let neighbour = site.log_in("neighbour@example.org", PASSWORD);
    for page in [path.clone(), format!("{path}/contact")] {
        assert_eq!(site.get_as(&neighbour, &page).status, 404, "{page}");
    }
    let other = site.post_as(coordinator, &format!("{path}/contact"), &[("email", "other@example.org")]);
    assert_eq!(other.status, 303, "{}", other.body);
    assert!(site.get_as(coordinator, &format!("{path}/contact")).body.contains("mailto:other@example.org"));

    let posted = site.post_as(coordinator, &format!("{path}/post"), &[]);
    assert_eq!(posted.status, 303, "{}", posted.body);
    assert_eq!(place.asked_for(), 0, "it is a request as any other now");
    assert!(site.get_as(coordinator, &path).body.contains("open"));
}

fn a_form_is_there_where_a_project_has_opened_it(db: &TestDatabase) {
    let place = Place::open(db);
    let Place { site, people, coordinator, form } = &place;
    let other = format!("/ask/{}", people.other_carrier);
    let own = format!("/organisations/{}", people.carrier);
    let at = |id| format!("/organisations/{id}/form");
    assert_eq!(site.get(form).status, 404);
    assert_eq!(site.post(form, &ASKED).status, 404);
    assert_eq!(site.get("/ask/none").status, 404);
    assert!(site.get_as(coordinator, &own).body.contains(&at(people.carrier)));
    assert!(site.get_as(coordinator, &at(people.carrier)).body.contains("value=\"open\""));
    assert_eq!(site.get_as(coordinator, &at(people.other_carrier)).status, 404, "each opens their own");
    assert_eq!(site.post_as(coordinator, &at(people.other_carrier), &[("to", "open")]).status, 404);
    assert_eq!(place.switch("open").status, 303);
    assert_eq!((site.get(form).status, site.get(&other).status), (200, 404));
    assert!(site.get_as(coordinator, &own).body.contains(&format!("href=\"{form}\"")));
    assert_eq!(site.post(form, &ASKED).status, 303);
    assert_eq!(place.switch("closed").status, 303);
    assert_eq!((site.get(form).status, site.post(form, &ASKED).status), (404, 404));
    assert_eq!(place.asked_for(), 1, "what has come stays");
    // An agency has no form, whoever asks for one.
    let operator = site.log_in("operator@example.org", PASSWORD);
    assert_eq!(site.post_as(&operator, &at(people.agency), &[("to", "open")]).status, 404);
}

fn what_is_wrong_is_said_in_both_languages_and_nothing_is_lost(db: &TestDatabase) {
    let place = Place::ready(db);
    for (changes, said) in [
        (&[("date", "")][..], "لطفاً این را خانه‌پری کنید."),
        (&[("consent", "")], "لطفاً این را خانه‌پری کنید."),
        (&[("date", "2026-12-06")], "این وقت گذشته است."),
        (&[("time", "morning")], "این درست نیست."),
        (&[("postcode", "99999")], "ما این کود پستی را نمی‌شناسیم."),
        (&[("email", "nobody")], "این درست نیست."),
        (&[("date", "2028-12-10")], "این درست نیست."),
        (&[("language", "xxx")], "این درست نیست."),
        (&[("help", "money")], "لطفاً این را خانه‌پری کنید."),
        (&[("minutes", "0")], "لطفاً این را خانه‌پری کنید."),
        // Nobody sleeps through the hour that spring takes away.
        (&[("date", "2027-03-28"), ("time", "02:30")], "این درست نیست."),
    ] {
        let answer = place.site.post(&place.form, &with(changes));
        assert_eq!(answer.status, 422, "{changes:?}");
        let faulty = answer.between("class=\"wrong\"", "</p>");
        assert!(faulty.contains(said) && faulty.contains("lang=\"de\""), "{changes:?}: {faulty}");
        assert!(answer.body.contains("value=\"Klinikum, Eingang B\""), "{changes:?}: {}", answer.body);
        assert!(answer.body.contains("aria-invalid"), "{changes:?}");
    }
    let empty = place.site.post(&place.form, &[]);
    assert_eq!((empty.status, empty.body.matches("class=\"wrong\"").count()), (422, 10), "{}", empty.body);
    assert!(empty.body.contains("lang=\"de\" dir=\"ltr\""), "in German where no language is named");
    for language in NewcomerLanguage::ALL {
        let form = with(&[("lang", language.code()), ("email", "")]);
        let answer = place.site.post(&place.form, &form);
        let german = if language == NewcomerLanguage::De { 0 } else { 1 };
        assert_eq!(answer.between("class=\"wrong\"", "</p>").matches("lang=\"de\"").count(), german, "{language}");
        assert!(!answer.body.contains('⟦'), "{language}: {}", answer.body);
    }
    assert_eq!(place.asked_for(), 0);
}

fn the_same_twice_is_once(db: &TestDatabase) {
    let place = Place::ready(db);
    let sent: Vec<u16> = std::thread::scope(|scope| {
        let one = || place.site.post(&place.form, &ASKED).status;
        let all: Vec<_> = (0..4).map(|_| scope.spawn(one)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!((sent, place.asked_for()), (vec![303; 4], 1));
    // Whoever changes their mind is heard.
    for (other, asked_for) in [(("time", "10:30"), 2), (("help", "phone"), 3), (("language", "fas"), 4)] {
        assert_eq!(place.site.post(&place.form, &with(&[other])).status, 303);
        assert_eq!(place.asked_for(), asked_for, "{other:?}");
    }
}

fn nobody_buries_a_desk(db: &TestDatabase) {
    let place = Place::ready(db);
    let context = context(db);
    let mut now = moment(MONDAY, 7);
    let mut asks = |number: usize, from: Option<[u8; 4]>| {
        let prs = LanguageCode::parse("prs").unwrap();
        let ask = newcomer_form::Ask {
            language: prs,
            reads: prs,
            service: Service::Interpreting,
            mode: Mode::Phone,
            topic: Topic::Job,
            place: MeetingPlace {
                postcode: Postcode::parse("37269").unwrap(),
                town: None,
                street: None,
                meeting_point: MeetingPoint::parse("Telefon").ok(),
            },
            appointment: Appointment::single(local("2026-12-10 09:30"), 60).unwrap(),
            email: Email::parse(&format!("{number}@example.org")).unwrap(),
        };
        newcomer_form::ask(&context, place.people.carrier, &ask, from.map(IpAddr::from), &mut now)
    };
    let (one, other) = (Some([192, 0, 2, 1]), Some([192, 0, 2, 2]));
    for number in 0..20 {
        asks(number, one).unwrap();
    }
    let refused = asks(20, one);
    let is_throttled = matches!(&refused, Err(AskError::App(AppError::Identity(IdentityError::Throttled { .. }))));
    assert!(is_throttled, "twenty from one address: {refused:?}");
    for number in 20..MOST_WAITING {
        asks(number, other.filter(|_| number == 20)).unwrap();
    }
    asks(3, None).unwrap();
    assert!(matches!(asks(99, None), Err(AskError::Full)));
    let refused = place.site.post(&place.form, &ASKED);
    assert_eq!(refused.status, 429, "{}", refused.body);
    for there in ["value=\"09:30\"", "mailto:", "Wir können hier gerade keine Anfrage"] {
        assert!(refused.body.contains(there), "{there}: {}", refused.body);
    }
}
