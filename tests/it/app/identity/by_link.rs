//! Logging in by the link in a mail.

use chrono::Duration;
use lotsenwerk::app::identity::{
    Authority, IdentityError, LinkLogIn, LoggedIn, begin_second_factor, choose_password, confirm_second_factor,
    disable_user, log_in_by_link, look_up_link, look_up_log_in_link, request_log_in_link, reset_second_factor,
};
use lotsenwerk::domain::access::Membership;
use lotsenwerk::domain::account::LinkPurpose;
use lotsenwerk::domain::audit::Action;
use lotsenwerk::domain::link::PublicUrl;
use lotsenwerk::storage;
use serde_json::json;

use super::second_factor::app;
use super::{House, PASSWORD, by, carrier, refusal};
use crate::support::context::send_resets;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    a_link_lets_in_once_and_chooses_no_password,
    two_who_use_a_link_at_once_are_one,
    the_second_factor_is_wanted_here_too,
    codes_are_not_tried_for_ever,
    wrong_passwords_shut_no_link,
    links_end,
    who_has_no_account_gets_no_link,
);

const JANA: &str = "jana@example.org";

/// With pages, to which links lead.
fn house(db: &TestDatabase) -> House<'_> {
    let mut house = House::new(db);
    house.context.sender.public_url = Some(PublicUrl::parse("https://lotsen.example.org").unwrap());
    house
}

/// Asks for a link and gives what stands in the mail; `None` where none was written.
fn link(house: &House<'_>, address: &str) -> Option<String> {
    let newest = || house.db.must_read(|tx| storage::outbox::list(tx, None, 1)).pop();
    let before = newest().map(|mail| mail.id);
    request_log_in_link(&house.context, address, None, &mut house.moment()).unwrap();
    assert_eq!(send_resets(&house.context, &mut house.moment()), 1, "the same is done for every address");
    let mail = newest().filter(|mail| Some(mail.id) != before)?;
    assert_eq!((mail.kind.as_str(), mail.recipient.as_str()), ("account_link", JANA));
    Some(mail.payload["secret"].as_str().unwrap().to_owned())
}

fn enter(house: &House<'_>, link: &str, code: Option<&str>) -> Result<LoggedIn, IdentityError> {
    let asked = LinkLogIn { link, code, address: None, client: None, before: None };
    refusal(log_in_by_link(&house.context, &asked, &mut house.moment()))
}

fn a_link_lets_in_once_and_chooses_no_password(db: &TestDatabase) {
    let house = house(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let link = link(&house, JANA).unwrap();
    assert_eq!(house.last_event().action, Action::UserLogInLinkRequested);
    for _ in 0..2 {
        let facts = refusal(look_up_log_in_link(&house.context, &link, house.now())).unwrap();
        assert_eq!((facts.email.as_str(), facts.wants_code), (JANA, false), "looking uses nothing up");
    }
    assert_eq!(refusal(look_up_link(&house.context, &link, house.now())), Err(IdentityError::LinkOver));
    let chosen = choose_password(&house.context, &link, "ein ganz anderer langer Satz", &mut house.moment());
    assert_eq!(refusal(chosen), Err(IdentityError::LinkOver));

    let inside = enter(&house, &link, None).unwrap();
    assert_eq!(house.identify(inside.secret.as_str()).unwrap().user.email.as_str(), JANA);
    let event = house.last_event();
    assert_eq!(event.action, Action::UserLoggedIn);
    assert_eq!(event.details, json!({"session": inside.session.id, "by": "link", "second_factor": false}));
    assert_eq!(enter(&house, &link, None).unwrap_err(), IdentityError::LinkOver);
    assert_eq!(refusal(look_up_log_in_link(&house.context, &link, house.now())), Err(IdentityError::LinkOver));
    // The password is as it was, and a link to choose another one lets nobody in.
    house.log_in(JANA);
    house.forgets(JANA);
    let mail = db.must_read(|tx| storage::outbox::list(tx, None, 1)).remove(0);
    let reset = mail.payload["secret"].as_str().unwrap();
    assert_eq!(enter(&house, reset, None).unwrap_err(), IdentityError::LinkOver);
    assert_eq!(refusal(look_up_link(&house.context, reset, house.now())).unwrap().purpose, LinkPurpose::PasswordReset);
}

fn two_who_use_a_link_at_once_are_one(db: &TestDatabase) {
    let house = house(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let link = link(&house, JANA).unwrap();
    let asked = LinkLogIn { link: &link, code: None, address: None, client: None, before: None };
    let tried = house.both_at_once(|context, mut moment| log_in_by_link(context, &asked, &mut moment).is_ok());
    assert_eq!(tried.iter().filter(|inside| **inside).count(), 1, "{tried:?}");
}

fn the_second_factor_is_wanted_here_too(db: &TestDatabase) {
    let house = house(db);
    let who = house.inside(JANA, Membership::Coordinator(carrier()));
    let begun = refusal(begin_second_factor(&house.context, &who, PASSWORD, &mut house.moment())).unwrap();
    let app = app(&begun.secret);
    let confirmed = confirm_second_factor(&house.context, &who, &app.code(house.now()), &mut house.moment());
    refusal(confirmed).unwrap();
    house.wait(Duration::seconds(30));
    let link = link(&house, JANA).unwrap();
    assert!(refusal(look_up_log_in_link(&house.context, &link, house.now())).unwrap().wants_code);
    assert_eq!(enter(&house, &link, None).unwrap_err(), IdentityError::SecondFactorWanted);
    assert_eq!(enter(&house, &link, Some("000000")).unwrap_err(), IdentityError::WrongCode);
    assert_eq!(house.last_event().action, Action::UserLogInFailed);
    // Mistakes use nothing up.
    let inside = enter(&house, &link, Some(&app.code(house.now()))).unwrap();
    assert!(inside.session.second_factor && !inside.needs_second_factor);

    // A link that was sent before the factor was lost does not open the account without it.
    let open = self::link(&house, JANA).unwrap();
    refusal(reset_second_factor(&house.context, Authority::CommandLine, inside.user.id, &mut house.moment())).unwrap();
    assert_eq!(enter(&house, &open, None).unwrap_err(), IdentityError::LinkOver);
}

fn codes_are_not_tried_for_ever(db: &TestDatabase) {
    let house = house(db);
    let who = house.inside(JANA, Membership::Coordinator(carrier()));
    let begun = refusal(begin_second_factor(&house.context, &who, PASSWORD, &mut house.moment())).unwrap();
    let code = app(&begun.secret).code(house.now());
    refusal(confirm_second_factor(&house.context, &who, &code, &mut house.moment())).unwrap();
    // Whoever got hold of a link may not try codes for ever.
    let link = link(&house, JANA).unwrap();
    let tried: Vec<_> = (0..30).map(|_| enter(&house, &link, Some("000000")).unwrap_err()).collect();
    assert_eq!(tried[0], IdentityError::WrongCode);
    assert!(matches!(tried[29], IdentityError::Throttled { .. }), "{tried:?}");
}

fn wrong_passwords_shut_no_link(db: &TestDatabase) {
    let house = house(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let link = link(&house, JANA).unwrap();
    let guessed = (0..30).map(|_| house.try_log_in(&by(JANA, "falsch geraten")).unwrap_err());
    assert!(matches!(guessed.last(), Some(IdentityError::Throttled { .. })));
    enter(&house, &link, None).unwrap();
}

fn links_end(db: &TestDatabase) {
    let house = house(db);
    let jana = house.somebody(JANA, Membership::Coordinator(carrier()));
    let first = link(&house, JANA).unwrap();
    let second = link(&house, JANA).unwrap();
    assert_eq!(enter(&house, &first, None).unwrap_err(), IdentityError::LinkOver, "another one was asked for");
    house.wait(Duration::minutes(20));
    assert_eq!(enter(&house, &second, None).unwrap_err(), IdentityError::LinkOver);
    house.wait(Duration::hours(1));
    let third = link(&house, JANA).unwrap();
    refusal(disable_user(&house.context, Authority::CommandLine, jana, &mut house.moment())).unwrap();
    assert_eq!(enter(&house, &third, None).unwrap_err(), IdentityError::LinkOver);
    for junk in ["", "lw_l_x", PASSWORD] {
        assert_eq!(enter(&house, junk, None).unwrap_err(), IdentityError::LinkOver, "{junk}");
    }
}

fn who_has_no_account_gets_no_link(db: &TestDatabase) {
    let mut house = house(db);
    house.invite(Authority::CommandLine, JANA, Membership::Coordinator(carrier())).unwrap();
    assert_eq!(link(&house, "stranger@example.org"), None);
    assert_eq!(link(&house, "no address"), None);
    // Whoever has not taken the invitation gets it once more.
    let invitation = link(&house, JANA).unwrap();
    let facts = refusal(look_up_link(&house.context, &invitation, house.now())).unwrap();
    assert_eq!(facts.purpose, LinkPurpose::Invitation);
    assert_eq!(enter(&house, &invitation, None).unwrap_err(), IdentityError::LinkOver);

    // Where there are no pages, a link to log in by would lead nowhere: they choose another password.
    house.context.sender.public_url = None;
    choose_password(&house.context, &invitation, PASSWORD, &mut house.moment()).unwrap();
    let reset = link(&house, JANA).unwrap();
    let facts = refusal(look_up_link(&house.context, &reset, house.now())).unwrap();
    assert_eq!(facts.purpose, LinkPurpose::PasswordReset);
}
