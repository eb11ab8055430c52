//! Keys of programs: for a time, for no more than their owner may.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use lotsenwerk::app::identity::{
    Authority, Identified, IdentityError, NewToken, Proof, change_password, create_token, disable_user, enable_user,
    list_tokens, prune, revoke_token, take_membership,
};
use lotsenwerk::domain::access::{Membership, Permission, Role};
use lotsenwerk::domain::audit::{Action, Subject};
use lotsenwerk::domain::text::TokenName;
use lotsenwerk::domain::token::ApiToken;
use lotsenwerk::security::secrets::Secret;
use serde_json::json;

use super::{House, PASSWORD, agency, assert_absent, carrier, refusal};
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    a_key_may_what_it_was_made_for_and_what_its_owner_still_may,
    a_key_ends,
    a_key_of_a_role_that_wants_a_second_factor_wants_an_owner_who_has_one,
    keys_make_no_keys,
    no_key_invites_people,
    keys_are_few,
);

fn new(scopes: &[Permission], expires_at: Option<DateTime<Utc>>) -> NewToken {
    NewToken { name: TokenName::parse("Portal").unwrap(), scopes: scopes.iter().copied().collect(), expires_at }
}

fn make(house: &House<'_>, who: &Identified, new: &NewToken) -> Result<(ApiToken, Secret), IdentityError> {
    refusal(create_token(&house.context, who, new, &mut house.moment()))
}

fn a_key_may_what_it_was_made_for_and_what_its_owner_still_may(db: &TestDatabase) {
    let house = House::new(db);
    let who = house.inside("jana@example.org", Membership::Requester(agency()));
    let beyond = make(&house, &who, &new(&[Permission::RequestsRead, Permission::LotsenRead], None)).unwrap_err();
    assert_eq!(beyond, IdentityError::ScopeBeyond(Permission::LotsenRead));
    assert_eq!(make(&house, &who, &new(&[], None)).unwrap_err(), IdentityError::NoScope);
    let (token, secret) = make(&house, &who, &new(&[Permission::RequestsRead], None)).unwrap();
    assert_eq!(house.last_event().subject, Subject::Token(token.id));
    assert_eq!(house.notices("jana@example.org"), ["Ein neues Token für Ihren Zugang"], "its owner is told");
    let program = house.identify(secret.as_str()).unwrap();
    assert_eq!((program.user.id, program.proof), (who.user.id, Proof::Token(token.id)));
    assert_eq!(program.access.permissions(), [Permission::RequestsRead]);
    assert_eq!(program.access.only(), Some(&BTreeSet::from([Permission::RequestsRead])));
    let is = Membership::Requester(agency());
    take_membership(&house.context, Authority::CommandLine, who.user.id, is, &mut house.moment()).unwrap();
    assert_eq!(house.identify(secret.as_str()).unwrap().access.permissions(), []);
}

fn a_key_ends(db: &TestDatabase) {
    let house = House::new(db);
    let who = house.inside("jana@example.org", Membership::Requester(agency()));
    let read = [Permission::RequestsRead];
    for wrong in [house.now(), house.now() - Duration::days(1), house.now() + Duration::days(367)] {
        assert_eq!(make(&house, &who, &new(&read, Some(wrong))).unwrap_err(), IdentityError::TokenExpiry);
    }
    let (usual, by_time) = make(&house, &who, &new(&read, None)).unwrap();
    assert_eq!(usual.expires_at, house.now() + Duration::days(90));
    let (revoked, by_hand) = make(&house, &who, &new(&read, Some(house.now() + Duration::days(300)))).unwrap();
    let used = |house: &House<'_>| list_tokens(&house.context, &who).unwrap()[0].last_used_at;
    assert_eq!(used(&house), None);
    house.wait(Duration::seconds(5));
    house.identify(by_hand.as_str()).unwrap();
    let first = used(&house);
    assert_eq!(first, Some(house.now()));
    house.wait(Duration::seconds(30));
    house.identify(by_hand.as_str()).unwrap();
    assert_eq!(used(&house), first, "noted once a minute");

    let other = house.inside("omar@example.org", Membership::Requester(agency()));
    assert_absent(revoke_token(&house.context, &other, revoked.id, &mut house.moment()));
    revoke_token(&house.context, &who, revoked.id, &mut house.moment()).unwrap();
    assert_eq!(house.last_event().action, Action::TokenRevoked);
    assert_absent(revoke_token(&house.context, &who, revoked.id, &mut house.moment()));
    assert_eq!(house.identify(by_hand.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    // Whoever knew the old password may have made keys, so another one ends them all. So does a closed account.
    house.identify(by_time.as_str()).unwrap();
    change_password(&house.context, &who, PASSWORD, "ein ganz anderer langer Satz", &mut house.moment()).unwrap();
    assert_eq!(house.last_event().details, json!({"sessions": 0, "tokens": 1}));
    assert_eq!(house.identify(by_time.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    let (_, third) = make(&house, &who, &new(&read, None)).unwrap();
    disable_user(&house.context, Authority::CommandLine, who.user.id, &mut house.moment()).unwrap();
    enable_user(&house.context, Authority::CommandLine, who.user.id, &mut house.moment()).unwrap();
    assert_eq!(house.identify(third.as_str()).unwrap_err(), IdentityError::NotLoggedIn);

    let who = house
        .identify(
            house.try_log_in(&super::by("jana@example.org", "ein ganz anderer langer Satz")).unwrap().secret.as_str(),
        )
        .unwrap();
    let (_, last) = make(&house, &who, &new(&read, None)).unwrap();
    house.wait(Duration::days(90) - Duration::seconds(1));
    house.identify(last.as_str()).unwrap();
    house.wait(Duration::seconds(1));
    assert_eq!(house.identify(last.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    house.wait(Duration::days(91));
    assert_eq!(prune(&house.context, house.now()).unwrap().tokens, 3);
    assert_eq!(list_tokens(&house.context, &who).unwrap().len(), 1);
}

fn a_key_of_a_role_that_wants_a_second_factor_wants_an_owner_who_has_one(db: &TestDatabase) {
    let mut house = House::new(db);
    let who = house.inside("jana@example.org", Membership::Coordinator(carrier()));
    let (_, secret) = make(&house, &who, &new(&[Permission::LotsenRead], None)).unwrap();
    assert_eq!(house.identify(secret.as_str()).unwrap().access.permissions(), [Permission::LotsenRead]);
    house.context.accounts.second_factor_for.insert(Role::Coordinator);
    let program = house.identify(secret.as_str()).unwrap();
    assert!(program.needs_second_factor);
    assert_eq!(program.access.permissions(), []);
}

fn keys_make_no_keys(db: &TestDatabase) {
    let house = House::new(db);
    let who = house.inside("jana@example.org", Membership::Requester(agency()));
    let (own, secret) = make(&house, &who, &new(&[Permission::RequestsRead], None)).unwrap();
    let (other, _) = make(&house, &who, &new(&[Permission::RequestsRead], None)).unwrap();
    let program = house.identify(secret.as_str()).unwrap();
    assert_eq!(
        make(&house, &program, &new(&[Permission::RequestsRead], None)).unwrap_err(),
        IdentityError::PersonWanted
    );
    let change =
        change_password(&house.context, &program, PASSWORD, "ein ganz anderer langer Satz", &mut house.moment());
    assert_eq!(refusal(change), Err(IdentityError::PersonWanted));
    let revoke = |id| refusal(revoke_token(&house.context, &program, id, &mut house.moment()));
    assert_eq!(revoke(other.id), Err(IdentityError::PersonWanted));
    revoke(own.id).unwrap();
    assert_eq!(house.identify(secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
}

/// Also one that was made before this was so.
fn no_key_invites_people(db: &TestDatabase) {
    let house = House::new(db);
    let who = house.inside("jana@example.org", Membership::Coordinator(carrier()));
    let both = new(&[Permission::UsersRead, Permission::UsersWrite], None);
    assert_eq!(make(&house, &who, &both).unwrap_err(), IdentityError::ScopeBeyond(Permission::UsersWrite));
    let (token, secret) = make(&house, &who, &new(&[Permission::UsersRead], None)).unwrap();
    db.raw().batch("UPDATE api_token_scopes SET scope = 'users.write'");
    let program = house.identify(secret.as_str()).unwrap();
    assert_eq!(program.proof, Proof::Token(token.id));
    assert_eq!(program.access.permissions(), []);
}

fn keys_are_few(db: &TestDatabase) {
    let house = House::new(db);
    let who = house.inside("jana@example.org", Membership::Requester(agency()));
    for _ in 0..50 {
        make(&house, &who, &new(&[Permission::RequestsRead], None)).unwrap();
    }
    let one_more = make(&house, &who, &new(&[Permission::RequestsRead], None)).unwrap_err();
    assert_eq!(one_more, IdentityError::TooManyTokens(50));
}
