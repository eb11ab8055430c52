//! Logging in, and how long it lasts.

use chrono::Duration;
use lotsenwerk::app::identity::{
    Authority, IdentityError, LogIn, Proof, change_password, disable_user, end_other_sessions, end_session,
    list_sessions, log_out, prune,
};
use lotsenwerk::domain::access::{Membership, Permission};
use lotsenwerk::domain::audit::{Action, Actor, Subject};
use lotsenwerk::domain::text::ClientHint;
use lotsenwerk::security::password::{Passwords, Work};
use lotsenwerk::storage;

use super::{House, PASSWORD, assert_absent, by, carrier, email, refusal};
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    whoever_logs_in_is_known_by_their_secret,
    each_log_in_costs_one_hash_whatever_comes_of_it,
    a_log_in_rotates_the_session,
    sessions_end_by_idleness_and_by_age,
    reading_is_no_writing,
    sessions_are_listed_and_ended_by_their_owner,
    another_password_ends_all_other_sessions,
    a_password_hashed_with_less_work_is_hashed_again,
    who_is_closed_is_out_at_once,
);

const JANA: &str = "jana@example.org";

fn whoever_logs_in_is_known_by_their_secret(db: &TestDatabase) {
    let house = House::new(db);
    let id = house.somebody(JANA, Membership::Coordinator(carrier()));
    let client = ClientHint::parse("Firefox, Linux").unwrap();
    let inside = house.try_log_in(&LogIn { client: Some(&client), ..by(" Jana@EXAMPLE.org ", PASSWORD) }).unwrap();
    assert_eq!((inside.user.id, inside.needs_second_factor), (id, false));
    assert_eq!(inside.session.client, Some(client));
    let event = house.last_event();
    assert_eq!((event.actor, event.action, event.subject), (Actor::User(id), Action::UserLoggedIn, Subject::User(id)));
    let who = house.identify(inside.secret.as_str()).unwrap();
    assert_eq!((who.user.id, who.proof), (id, Proof::Session(inside.session.id)));
    assert!(who.access.grant(Permission::LotsenRead).unwrap().scope().has_organisation(carrier()));
    assert!(who.access.only().is_none());

    for junk in ["", "lw_s_", "lw_s_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", JANA] {
        assert_eq!(house.identify(junk).unwrap_err(), IdentityError::NotLoggedIn, "{junk}");
    }
    refusal(log_out(&house.context, &who, &mut house.moment())).unwrap();
    assert_eq!(house.identify(inside.secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    assert_eq!(house.last_event().action, Action::SessionEnded);
}

fn each_log_in_costs_one_hash_whatever_comes_of_it(db: &TestDatabase) {
    let house = House::new(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    house.invite(Authority::CommandLine, "invited@example.org", Membership::Coordinator(carrier())).unwrap();
    let closed = house.somebody("closed@example.org", Membership::Coordinator(carrier()));
    disable_user(&house.context, Authority::CommandLine, closed, &mut house.moment()).unwrap();
    let passwords = &house.context.accounts.passwords;
    for (address, password) in [
        (JANA, "wrong"),
        (JANA, ""),
        ("nobody@example.org", PASSWORD),
        ("invited@example.org", PASSWORD),
        ("closed@example.org", PASSWORD),
        ("no address", PASSWORD),
        ("", ""),
        (JANA, &"x".repeat(100_000)),
    ] {
        let before = passwords.work_done();
        let refused = house.try_log_in(&by(address, password)).unwrap_err();
        assert_eq!(refused, IdentityError::WrongCredentials, "{address}");
        assert_eq!(passwords.work_done() - before, 1, "{address}");
    }
    let before = passwords.work_done();
    house.log_in(JANA);
    assert_eq!(passwords.work_done() - before, 1);
    // Only accounts that there are can be told of.
    assert_eq!(house.count(Action::UserLogInFailed), 5);
}

fn a_log_in_rotates_the_session(db: &TestDatabase) {
    let house = House::new(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let first = house.log_in(JANA);
    let second = house.try_log_in(&LogIn { before: Some(first.secret.as_str()), ..by(JANA, PASSWORD) }).unwrap();
    assert_ne!(first.secret, second.secret);
    assert_ne!(first.session.id, second.session.id);
    let events = db.must_read(|tx| storage::audit::list(tx, Some(first.session.id.to_string().parse().unwrap()), 9));
    assert!(events.iter().any(|event| event.action == Action::SessionEnded), "{events:?}");
    assert_eq!(house.identify(first.secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    house.identify(second.secret.as_str()).unwrap();
    let wrong = LogIn { before: Some(second.secret.as_str()), ..by(JANA, "wrong") };
    house.try_log_in(&wrong).unwrap_err();
    house.identify(second.secret.as_str()).unwrap();
}

fn sessions_end_by_idleness_and_by_age(db: &TestDatabase) {
    let house = House::new(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let inside = house.log_in(JANA);
    let idle = house.log_in(JANA);
    // A visit every eleven hours keeps it open for a week and no longer.
    for _ in 0..15 {
        house.wait(Duration::hours(11));
        house.identify(inside.secret.as_str()).unwrap();
    }
    assert_eq!(house.identify(idle.secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    house.wait(Duration::hours(3));
    assert_eq!(house.identify(inside.secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    let pruned = prune(&house.context, house.now()).unwrap();
    assert_eq!(pruned.sessions, 2);
    let open = house.log_in(JANA);
    assert_eq!(prune(&house.context, house.now()).unwrap().sessions, 0);
    house.identify(open.secret.as_str()).unwrap();
}

fn reading_is_no_writing(db: &TestDatabase) {
    let house = House::new(db);
    let id = house.somebody(JANA, Membership::Coordinator(carrier()));
    let inside = house.log_in(JANA);
    let begun = house.now();
    let seen = || house.db.must_read(|tx| storage::sessions::of(tx, id))[0].last_seen_at;
    house.wait(Duration::seconds(59));
    house.identify(inside.secret.as_str()).unwrap();
    assert_eq!(seen(), begun);
    house.wait(Duration::seconds(1));
    house.identify(inside.secret.as_str()).unwrap();
    assert_eq!(seen(), begun + Duration::seconds(60));
}

fn sessions_are_listed_and_ended_by_their_owner(db: &TestDatabase) {
    let house = House::new(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let omar = house.inside("omar@example.org", Membership::Coordinator(carrier()));
    let (first, second, third) = (house.log_in(JANA), house.log_in(JANA), house.log_in(JANA));
    let who = house.identify(first.secret.as_str()).unwrap();
    let listed = list_sessions(&house.context, &who, &house.moment()).unwrap();
    assert_eq!(listed.len(), 3);
    assert_absent(end_session(&house.context, &omar, first.session.id, &mut house.moment()));
    end_session(&house.context, &who, second.session.id, &mut house.moment()).unwrap();
    assert_absent(end_session(&house.context, &who, second.session.id, &mut house.moment()));
    assert_eq!(house.identify(second.secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    assert_eq!(end_other_sessions(&house.context, &who, &mut house.moment()).unwrap(), 1);
    assert_eq!(house.identify(third.secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    house.identify(first.secret.as_str()).unwrap();
}

fn another_password_ends_all_other_sessions(db: &TestDatabase) {
    let house = House::new(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let (here, elsewhere) = (house.log_in(JANA), house.log_in(JANA));
    let who = house.identify(here.secret.as_str()).unwrap();
    let new = "ein ganz anderer langer Satz";
    let change = |current, new| refusal(change_password(&house.context, &who, current, new, &mut house.moment()));
    assert_eq!(change("wrong", new), Err(IdentityError::WrongCredentials));
    assert!(matches!(change(PASSWORD, "short"), Err(IdentityError::Password(_))));
    house.identify(elsewhere.secret.as_str()).unwrap();
    change(PASSWORD, new).unwrap();
    assert_eq!(house.last_event().action, Action::UserPasswordChanged);
    house.identify(here.secret.as_str()).unwrap();
    assert_eq!(house.identify(elsewhere.secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    assert_eq!(house.try_log_in(&by(JANA, PASSWORD)).unwrap_err(), IdentityError::WrongCredentials);
    house.try_log_in(&by(JANA, new)).unwrap();
}

fn a_password_hashed_with_less_work_is_hashed_again(db: &TestDatabase) {
    let mut house = House::new(db);
    let id = house.somebody(JANA, Membership::Coordinator(carrier()));
    let hash = |house: &House<'_>| house.db.must_read(|tx| storage::users::find(tx, id)).1.password_hash.unwrap();
    house.context.accounts.passwords = Passwords::new(Work { memory: 64, passes: 3 }, 2).unwrap();
    let before = hash(&house);
    assert!(before.contains("t=1"));
    house.log_in(JANA);
    let after = hash(&house);
    assert!(after.contains("t=3"), "{after}");
    house.log_in(JANA);
    assert_eq!(hash(&house), after);
    // Weaker parameters are no reason.
    house.context.accounts.passwords = Passwords::new(Work { memory: 64, passes: 2 }, 2).unwrap();
    house.log_in(JANA);
    assert_eq!(hash(&house), after);
}

fn who_is_closed_is_out_at_once(db: &TestDatabase) {
    let house = House::new(db);
    let who = house.inside(JANA, Membership::Coordinator(carrier()));
    let inside = house.log_in(JANA);
    disable_user(&house.context, Authority::CommandLine, who.user.id, &mut house.moment()).unwrap();
    let closed_at = house.now();
    assert_eq!(house.identify(inside.secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    assert_eq!(house.try_log_in(&by(JANA, PASSWORD)).unwrap_err(), IdentityError::WrongCredentials);
    let (user, _) = house.db.must_read(|tx| storage::users::by_email(tx, &email("JANA@example.org"))).unwrap();
    assert_eq!(user.disabled_at, Some(closed_at));
}
