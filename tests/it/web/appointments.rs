//! The newcomer's page: what it shows, what is called off by it, and for whom it opens.

use lotsenwerk::app::Moments;
use lotsenwerk::app::links;
use lotsenwerk::domain::assignment::{AssignmentState, CancelledBy};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::code::Topic;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::id::AssignmentId;
use lotsenwerk::domain::language::LanguageCode;
use lotsenwerk::domain::link::{KeyLife, PublicUrl};
use lotsenwerk::domain::request::{Appointment, RequestCancelledBy, RequestState, SupportRequest};
use lotsenwerk::domain::text::{ListNumber, PersonName};
use lotsenwerk::storage;

use crate::storage::samples::{local, request_id};
use crate::support::context::moments;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{MONDAY, Office, lotse, request};
use crate::support::site::Site;

on_each_database!(
    the_link_of_the_mail_shows_and_changes_nothing,
    help_is_called_off_once_and_everybody_is_told,
    shortly_before_the_project_is_alarmed,
    what_became_of_it_is_said,
    a_project_takes_back_its_help_and_not_the_appointment,
    it_opens_for_the_reader_of_the_mail_until_it_is_over,
);

const BASE: &str = "https://lotsen.example.org";
const ADDRESS: &str = "newcomer@example.org";

/// Agreed with Mina, in Dari; gives the path of the newcomer's page as the mail tells it.
fn agreed<'a>(db: &'a TestDatabase, start: &str) -> (Office<'a>, AssignmentId, String) {
    let mut only = lotse(1);
    only.given_name = PersonName::parse("Mina").unwrap();
    let mut office = Office::new(db, &[only]);
    office.context.sender.public_url = Some(PublicUrl::parse(BASE).unwrap());
    links::renew(&office.context, KeyLife::default(), &mut office.now()).unwrap();
    office.post(&[SupportRequest {
        topic: Topic::Health,
        list_number: Some(ListNumber::parse("A-1").unwrap()),
        confirmation_language: Some(LanguageCode::parse("prs").unwrap()),
        newcomer_email: Some(Email::parse(ADDRESS).unwrap()),
        ..request(1, vec![Appointment::single(local(start), 60).unwrap()])
    }]);
    let id = office.agree()[0];
    office.work_until_idle();
    let path = paths(&office).pop().unwrap();
    (office, id, path)
}

/// The links in the newcomer's mails; both layouts carry the same.
fn paths(office: &Office<'_>) -> Vec<String> {
    let mails = office.mails().into_iter().filter(|mail| mail.to() == ADDRESS);
    let links = mails.filter_map(|mail| {
        let text = mail.text();
        let link = text.split_whitespace().find(|word| word.starts_with(BASE))?.to_owned();
        assert!(mail.html().contains(&format!("href=\"{link}\"")), "{}", mail.html());
        Some(link.strip_prefix(BASE).unwrap().to_owned())
    });
    links.collect()
}

fn at(time: &str) -> Moments {
    moments(time.parse().unwrap())
}

fn stand(site: &Site, path: &str) -> String {
    let page = site.get(path);
    assert_eq!(page.status, 200, "{}", page.body);
    page.between("data-stand=\"", "\"").to_owned()
}

fn the_link_of_the_mail_shows_and_changes_nothing(db: &TestDatabase) {
    let (office, id, path) = agreed(db, "2026-12-20 09:30");
    let site = Site::open(office.context.clone(), at(MONDAY));
    for _ in 0..2 {
        let page = site.get(&path);
        assert_eq!(page.status, 200);
        for needed in [
            r#"<html lang="fa-AF" dir="rtl">"#,
            r#"lang="de" dir="ltr""#,
            "data-stand=\"helped\"",
            "خبر خوب",
            "Gute Nachricht",
            "Mina",
            "37269 Eschwege",
            "Sonntag,",
            "9:30–10:30",
        ] {
            assert!(page.body.contains(needed), "{needed}: {}", page.body);
        }
        let said = page.body.to_lowercase();
        for secret in ["a-1", "arzt", "gesund", "health", "lotse1@", "صحت", "داکتر", "<script", " style="] {
            assert!(!said.contains(secret), "{secret}: {said}");
        }
        assert_eq!(page.body.matches("<h1>").count(), 1);
        // Asking whether they mean it changes nothing either.
        let asked = site.get(&format!("{path}/cancel"));
        assert!(
            asked.body.contains("Wollen Sie die Hilfe absagen?") && asked.body.contains("می‌خواهید"),
            "{}",
            asked.body
        );
        assert_eq!(asked.body.matches("<h1>").count(), 1);
    }
    assert_eq!(site.head(&path).status, 200);
    assert_eq!(db.must_read(|tx| storage::assignments::find(tx, id)).state, AssignmentState::Confirmed);
}

fn help_is_called_off_once_and_everybody_is_told(db: &TestDatabase) {
    let (office, id, path) = agreed(db, "2026-12-20 09:30");
    let before = office.mails().len();
    let site = Site::open(office.context.clone(), at(MONDAY));
    for _ in 0..2 {
        let answer = site.post(&format!("{path}/cancel"), &[]);
        assert_eq!(answer.status, 303);
        assert_eq!(answer.location(), format!("..{}", path.strip_prefix("/appointments").unwrap()));
        let page = site.get(&path);
        assert!(
            page.body.contains("data-stand=\"not-needed\"") && page.body.contains("Der Termin selbst bleibt bestehen")
        );
        assert!(!page.body.contains("Mina") && !page.body.contains("/cancel"), "{}", page.body);
        assert!(site.get(&format!("{path}/cancel")).body.contains("Wir haben Ihre Absage bekommen"));
    }
    assert_eq!(db.must_read(|tx| storage::assignments::find(tx, id)).state, AssignmentState::Cancelled);
    assert_eq!(office.state(1), RequestState::Cancelled);
    office.work_until_idle();
    let mails = office.mails().split_off(before);
    let to = |address: &str| mails.iter().filter(|mail| mail.to() == address).collect::<Vec<_>>();
    let [to_lotse, to_newcomer] = [to("lotse1@example.org"), to(ADDRESS)];
    assert_eq!((to_lotse.len(), to_newcomer.len(), mails.len()), (1, 1, 3), "the agency is told as well");
    assert!(to_lotse[0].text().contains("Du musst nicht kommen"), "{}", to_lotse[0].text());
    let agency =
        mails.iter().find(|mail| mail.text().contains("die zugewanderte Person braucht keine Hilfe mehr")).unwrap();
    assert!(agency.everything().contains("METHOD:CANCEL"));
    let own = to_newcomer[0].everything();
    assert!(own.contains("Niemand von uns kommt.") && own.contains("METHOD:REQUEST"), "{own}");
    assert!(!own.contains("/appointments/"), "nothing is left to be called off");
}

fn shortly_before_the_project_is_alarmed(db: &TestDatabase) {
    let (office, _, path) = agreed(db, "2026-12-08 09:30");
    let before = office.mails().len();
    let site = Site::open(office.context.clone(), at(MONDAY));
    assert_eq!(site.post(&format!("{path}/cancel"), &[]).status, 303);
    office.work_until_idle();
    let mails = office.mails().split_off(before);
    let alarms: Vec<_> = mails.iter().filter(|mail| mail.subject().starts_with("Dringend: Absage")).collect();
    assert_eq!(alarms.len(), 1);
    assert!(
        alarms[0].text().contains("die zugewanderte Person hat kurzfristig selbst abgesagt"),
        "{}",
        alarms[0].text()
    );
}

fn what_became_of_it_is_said(db: &TestDatabase) {
    let (office, id, path) = agreed(db, "2026-12-20 09:30");
    let context = &office.context;
    lotsenwerk::app::assignments::cancel(context, id, CancelledBy::Lotse, Actor::Operator, &mut office.now()).unwrap();
    let site = Site::open(context.clone(), at(MONDAY));
    assert_eq!(stand(&site, &path), "searching");
    // Nobody comes, so nothing is called off.
    assert_eq!(site.post(&format!("{path}/cancel"), &[]).status, 303);
    assert_eq!((stand(&site, &path).as_str(), office.state(1)), ("searching", RequestState::Open));
    let cancel = |by| {
        lotsenwerk::app::requests::cancel(&office.context, request_id(1), by, Actor::Operator, &mut office.now())
            .unwrap();
    };
    cancel(RequestCancelledBy::Requester);
    assert_eq!(stand(&site, &path), "cancelled");
}

fn a_project_takes_back_its_help_and_not_the_appointment(db: &TestDatabase) {
    let (office, _, path) = agreed(db, "2026-12-20 09:30");
    let before = office.mails().len();
    let (context, by) = (&office.context, RequestCancelledBy::Project);
    lotsenwerk::app::requests::cancel(context, request_id(1), by, Actor::Operator, &mut office.now()).unwrap();
    office.work_until_idle();
    let mails = office.mails().split_off(before);
    let own = mails.iter().find(|mail| mail.to() == ADDRESS).unwrap();
    assert!(own.text().contains("Der Termin selbst bleibt bestehen"), "{}", own.text());
    assert!(own.everything().contains("METHOD:REQUEST") && !own.everything().contains("Mina"), "the entry stays");
    assert_eq!(stand(&Site::open(context.clone(), at(MONDAY)), &path), "withdrawn");
}

fn it_opens_for_the_reader_of_the_mail_until_it_is_over(db: &TestDatabase) {
    let (office, id, path) = agreed(db, "2026-12-20 09:30");
    let (token, site) = (path.rsplit('/').next().unwrap(), Site::open(office.context.clone(), at(MONDAY)));
    for junk in ["/appointments/junk".to_owned(), format!("{path}x"), format!("/offers/{token}")] {
        let page = site.get(&junk);
        assert!(page.status == 404 && !page.body.contains("Mina"), "{junk}: {}", page.body);
    }
    // It is none for answering the offer that it came of.
    assert_eq!(site.post(&format!("/offers/{token}/decline"), &[]).status, 404);
    assert_eq!(db.must_read(|tx| storage::assignments::find(tx, id)).state, AssignmentState::Confirmed);

    // Begun: it can be looked at, and no more be called off.
    let begun = Site::open(office.context.clone(), at("2026-12-20T08:45:00Z"));
    assert!(begun.get(&path).body.contains("data-stand=\"helped\""));
    assert!(!begun.get(&path).body.contains("/cancel"));
    assert_eq!(begun.post(&format!("{path}/cancel"), &[]).status, 303);
    assert_eq!(office.state(1), RequestState::Assigned);
    let over = Site::open(office.context.clone(), at("2026-12-20T09:30:00Z"));
    let page = over.get(&path);
    assert!(
        page.body.contains("data-stand=\"ended\"") && !page.body.contains("Mina") && !page.body.contains("Eschwege")
    );

    // Who is told elsewhere reads it there.
    let mut other = db.must_read(|tx| storage::requests::find(tx, request_id(1)));
    other.newcomer_email = Some(Email::parse("other@example.org").unwrap());
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&other)));
    let answer = site.get(&path);
    assert!(answer.status == 404 && !answer.body.contains("Mina"), "{}", answer.body);
    assert_eq!(site.post(&format!("{path}/cancel"), &[]).status, 404);
}
