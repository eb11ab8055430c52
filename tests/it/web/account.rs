//! The page behind the link of an invitation: looked at as often as one likes, good once, and patient with a password that will not do.

use std::collections::BTreeSet;

use lotsenwerk::app::identity::{self, Authority, Invitation};
use lotsenwerk::domain::access::Membership;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::text::DisplayName;
use lotsenwerk::domain::user::UserLanguage;
use serde_json::json;

use crate::support::context::{context, moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::site::Site;

on_each_database!(an_invitation_is_taken_in_a_browser,);

fn an_invitation_is_taken_in_a_browser(db: &TestDatabase) {
    let context = context(db);
    let invitation = Invitation {
        email: Email::parse("petra@example.org").unwrap(),
        name: DisplayName::parse("Petra <Müller>").unwrap(),
        language: UserLanguage::German,
        memberships: BTreeSet::from([Membership::Operator]),
    };
    let invited = identity::invite(&context, Authority::CommandLine, &invitation, &mut moment(MONDAY, 3)).unwrap();
    let secret = invited.secret().unwrap().as_str();
    let page = format!("/account/{secret}");
    let site = Site::open(context, moments(MONDAY.parse().unwrap()));

    assert_eq!(site.head(&page).status, 200, "whoever checks mails uses nothing up");
    let shown = site.get(&page);
    assert_eq!(shown.status, 200);
    assert!(
        shown.body.contains("petra@example.org") && shown.body.contains("Petra &#60;Müller&#62;"),
        "{}",
        shown.body
    );
    assert!(shown.header("content-security-policy").unwrap().contains("default-src 'none'"));

    for (password, words) in [("kurz", "too short"), ("petra@example.org", "easily guessed"), ("", "too short")] {
        let refused = site.post(&page, &[("password", password)]);
        assert_eq!(refused.status, 422, "{password}");
        assert!(refused.body.contains(words) && refused.body.contains("aria-invalid"), "{}", refused.body);
        assert!(!refused.body.contains("kurz"), "what was typed is not shown again");
    }
    let password = "verbeult Anorak 17 Quitten";
    let taken = site.post(&page, &[("password", password), ("email", "somebody@else.example")]);
    assert_eq!((taken.status, taken.header("location")), (303, Some("ready")));
    assert!(site.get("/account/ready").body.contains("password is set"));
    assert_eq!(site.get(&page).status, 404, "the link is used up");
    assert_eq!(site.post(&page, &[("password", "sieben andere Quitten")]).status, 404);
    assert_eq!(site.get("/account/junk").status, 404);
    let body = json!({"email": "petra@example.org", "password": password});
    assert_eq!(site.api("POST", "/api/v1/session", None, &[], Some(&body)).status, 200);
}
