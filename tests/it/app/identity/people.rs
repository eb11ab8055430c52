//! Inviting people, giving roles and taking them away: within reach, and never so that nobody is left.

use lotsenwerk::app::AppError;
use lotsenwerk::app::identity::{
    Account, Authority, IdentityError, disable_user, enable_user, find_user, give_membership, list_users,
    take_membership,
};
use lotsenwerk::domain::access::{Denied, Membership, Permission, Role};
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::domain::id::UserId;

use super::{House, agency, assert_absent, carrier, centre, email, neighbour, refusal};
use crate::storage::samples::{lotse_id, organisation_id};
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    a_coordinator_reaches_the_own_carrier_and_no_farther,
    a_role_goes_with_its_kind_of_organisation,
    who_has_an_account_gets_the_role_too,
    accounts_are_seen_within_reach,
    an_account_is_closed_by_who_reaches_all_of_it,
    of_somebody_who_is_elsewhere_too_only_what_is_here_ends,
    who_is_something_elsewhere_is_not_taken_in,
    the_last_operator_stays,
    two_operators_do_not_remove_each_other,
);

fn a_coordinator_reaches_the_own_carrier_and_no_farther(db: &TestDatabase) {
    let house = House::new(db);
    let jana = house.inside("jana@example.org", Membership::Coordinator(carrier()));
    let authority = Authority::User(&jana.access);
    for (number, is) in (0..).zip([
        Membership::Coordinator(carrier()),
        Membership::Requester(carrier()),
        Membership::Lotse(lotse_id(0)),
    ]) {
        house.invite(authority, &format!("own{number}@example.org"), is).unwrap();
        assert_eq!(house.last_event().actor, Actor::User(jana.user.id));
    }
    let elsewhere = [
        Membership::Operator,
        Membership::Coordinator(neighbour()),
        Membership::Requester(agency()),
        Membership::CompetenceCentre(centre()),
        Membership::Lotse(lotse_id(1)),
        Membership::Lotse(lotse_id(99)),
        Membership::Coordinator(organisation_id(99)),
    ];
    for is in elsewhere {
        assert_absent(house.invite(authority, "else@example.org", is));
        assert_absent(give_membership(&house.context, authority, jana.user.id, is, &mut house.moment()));
    }
    for is in [Membership::Requester(agency()), Membership::Lotse(lotse_id(0))] {
        let who = house.inside(&format!("{}@example.org", is.role()), is);
        let denied = house.invite(Authority::User(&who.access), "else@example.org", Membership::Requester(agency()));
        assert_eq!(refusal(denied).unwrap_err(), IdentityError::Denied(Denied(Permission::UsersWrite)));
    }
    let kim = house.inside("kim@example.org", Membership::CompetenceCentre(centre()));
    house.invite(Authority::User(&kim.access), "lee@example.org", Membership::CompetenceCentre(centre())).unwrap();
    assert_absent(house.invite(Authority::User(&kim.access), "lee@example.org", Membership::Coordinator(carrier())));
    let op = house.inside("op@example.org", Membership::Operator);
    for is in elsewhere.into_iter().take(5) {
        house.invite(Authority::User(&op.access), "all@example.org", is).unwrap();
    }
}

fn a_role_goes_with_its_kind_of_organisation(db: &TestDatabase) {
    let house = House::new(db);
    for is in [
        Membership::Coordinator(agency()),
        Membership::Coordinator(centre()),
        Membership::CompetenceCentre(carrier()),
        Membership::CompetenceCentre(agency()),
        Membership::Requester(centre()),
    ] {
        let refused = refusal(house.invite(Authority::CommandLine, "jana@example.org", is));
        assert_eq!(refused, Err(IdentityError::RoleMisplaced(is.role())));
    }
}

fn who_has_an_account_gets_the_role_too(db: &TestDatabase) {
    let house = House::new(db);
    let id = house.somebody("jana@example.org", Membership::Coordinator(carrier()));
    let invite = |is| house.invite(Authority::CommandLine, "JANA@example.org", is).unwrap();
    let mails = || db.must_read(|tx| lotsenwerk::storage::outbox::list(tx, None, 100)).len();
    let before = mails();
    assert_eq!(invite(Membership::Requester(agency())), id);
    assert_eq!(invite(Membership::Requester(agency())), id);
    assert_eq!(mails(), before, "who has a password needs no link");
    assert_eq!(house.count(Action::UserMembershipGiven), 2);
    let Account { user, memberships } = find_user(&house.context, Authority::CommandLine, id).unwrap();
    assert!(user.has_password);
    assert_eq!(memberships.len(), 2);
}

fn addresses(house: &House<'_>, authority: Authority<'_>) -> Vec<String> {
    let listed = list_users(&house.context, authority, None, 100).unwrap();
    listed.into_iter().map(|account| account.user.email.to_string()).collect()
}

fn accounts_are_seen_within_reach(db: &TestDatabase) {
    let house = House::new(db);
    let jana = house.inside("jana@example.org", Membership::Coordinator(carrier()));
    let both = house.somebody("both@example.org", Membership::Coordinator(carrier()));
    house.invite(Authority::CommandLine, "both@example.org", Membership::Coordinator(neighbour())).unwrap();
    house.somebody("lotse@example.org", Membership::Lotse(lotse_id(0)));
    let other = house.somebody("other@example.org", Membership::Coordinator(neighbour()));
    let op = house.somebody("op@example.org", Membership::Operator);
    let authority = Authority::User(&jana.access);
    assert_eq!(addresses(&house, authority), ["both@example.org", "jana@example.org", "lotse@example.org"]);
    assert_eq!(addresses(&house, Authority::CommandLine).len(), 5);
    let rest = list_users(&house.context, authority, Some(&email("both@example.org")), 1).unwrap();
    assert_eq!(rest[0].user.email, email("jana@example.org"));
    let seen = find_user(&house.context, authority, both).unwrap();
    assert_eq!(seen.memberships.into_iter().collect::<Vec<_>>(), [Membership::Coordinator(carrier())]);
    for id in [other, op] {
        assert_absent(find_user(&house.context, authority, id));
        assert_absent(disable_user(&house.context, authority, id, &mut house.moment()));
        let is = Membership::Coordinator(carrier());
        assert_absent(give_membership(&house.context, authority, id, is, &mut house.moment()));
    }
    let lotse = house.identify(house.log_in("lotse@example.org").secret.as_str()).unwrap();
    let denied = refusal(list_users(&house.context, Authority::User(&lotse.access), None, 10));
    assert_eq!(denied.unwrap_err(), IdentityError::Denied(Denied(Permission::UsersRead)));
}

fn an_account_is_closed_by_who_reaches_all_of_it(db: &TestDatabase) {
    let house = House::new(db);
    let jana = house.inside("jana@example.org", Membership::Coordinator(carrier()));
    let both = house.somebody("both@example.org", Membership::Coordinator(carrier()));
    house.invite(Authority::CommandLine, "both@example.org", Membership::Requester(agency())).unwrap();
    let authority = Authority::User(&jana.access);
    let disable = |id: UserId| refusal(disable_user(&house.context, authority, id, &mut house.moment()));
    assert_eq!(disable(jana.user.id), Err(IdentityError::Oneself));
    let take = |is| take_membership(&house.context, authority, both, is, &mut house.moment());
    assert_absent(take(Membership::Requester(agency())));
    take(Membership::Coordinator(carrier())).unwrap();
    assert_eq!(house.last_event().action, Action::UserMembershipTaken);
    assert_absent(take(Membership::Coordinator(carrier())));
    let own = house.somebody("own@example.org", Membership::Coordinator(carrier()));
    disable(own).unwrap();
    assert_eq!(house.last_event().action, Action::UserDisabled);
    let closed = refusal(house.invite(authority, "own@example.org", Membership::Requester(carrier())));
    assert_eq!(closed, Err(IdentityError::Closed));
    refusal(enable_user(&house.context, authority, own, &mut house.moment())).unwrap();
    house.log_in("own@example.org");
}

/// A role elsewhere shields nobody from those whose colleague they are.
fn of_somebody_who_is_elsewhere_too_only_what_is_here_ends(db: &TestDatabase) {
    let house = House::new(db);
    let jana = house.inside("jana@example.org", Membership::Coordinator(carrier()));
    let both = house.inside("both@example.org", Membership::Coordinator(carrier()));
    house.invite(Authority::CommandLine, "both@example.org", Membership::Coordinator(neighbour())).unwrap();
    let session = house.log_in("both@example.org");
    disable_user(&house.context, Authority::User(&jana.access), both.user.id, &mut house.moment()).unwrap();
    assert_eq!(house.last_event().action, Action::UserMembershipTaken);
    assert_eq!(house.identify(session.secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    let Account { user, memberships } = find_user(&house.context, Authority::CommandLine, both.user.id).unwrap();
    assert!(user.is_enabled(), "elsewhere they go on");
    assert_eq!(memberships.into_iter().collect::<Vec<_>>(), [Membership::Coordinator(neighbour())]);
    assert_absent(find_user(&house.context, Authority::User(&jana.access), both.user.id));
}

fn who_is_something_elsewhere_is_not_taken_in(db: &TestDatabase) {
    let house = House::new(db);
    let jana = house.inside("jana@example.org", Membership::Coordinator(carrier()));
    let authority = Authority::User(&jana.access);
    let is = Membership::Coordinator(carrier());
    let op = house.somebody("op@example.org", Membership::Operator);
    let closed = house.somebody("closed@example.org", Membership::Coordinator(neighbour()));
    house.somebody("other@example.org", Membership::Coordinator(neighbour()));
    house.invite(Authority::CommandLine, "invited@example.org", Membership::Lotse(lotse_id(1))).unwrap();
    disable_user(&house.context, Authority::CommandLine, closed, &mut house.moment()).unwrap();
    for address in ["op@example.org", "other@example.org", "closed@example.org", "invited@example.org"] {
        let refused = refusal(house.invite(authority, address, is));
        assert_eq!(refused, Err(IdentityError::Elsewhere), "{address}: all of them alike");
    }
    assert_absent(find_user(&house.context, authority, op));
    house.invite(Authority::CommandLine, "op@example.org", is).unwrap();
    // Who is somebody here gets other roles here, and who is nobody any more is taken in again.
    house.invite(authority, "op@example.org", Membership::Requester(carrier())).unwrap();
    let gone = house.somebody("gone@example.org", is);
    take_membership(&house.context, authority, gone, is, &mut house.moment()).unwrap();
    assert_eq!(house.invite(authority, "gone@example.org", is).unwrap(), gone);
}

fn the_last_operator_stays(db: &TestDatabase) {
    let house = House::new(db);
    let first = house.somebody("first@example.org", Membership::Operator);
    // Whoever has not taken the invitation cannot log in, and so is nobody who is left.
    house.invite(Authority::CommandLine, "invited@example.org", Membership::Operator).unwrap();
    let take = |id| {
        let is = Membership::Operator;
        refusal(take_membership(&house.context, Authority::CommandLine, id, is, &mut house.moment()))
    };
    let disable = |id| refusal(disable_user(&house.context, Authority::CommandLine, id, &mut house.moment()));
    assert_eq!(take(first), Err(IdentityError::LastOperator));
    assert_eq!(disable(first), Err(IdentityError::LastOperator));
    let second = house.somebody("second@example.org", Membership::Operator);
    disable(first).unwrap();
    assert_eq!(take(second), Err(IdentityError::LastOperator));
    refusal(enable_user(&house.context, Authority::CommandLine, first, &mut house.moment())).unwrap();
    take(second).unwrap();
    assert_eq!(take(first), Err(IdentityError::LastOperator));
}

fn two_operators_do_not_remove_each_other(db: &TestDatabase) {
    let house = House::new(db);
    let ids = [
        house.somebody("first@example.org", Membership::Operator),
        house.somebody("second@example.org", Membership::Operator),
    ];
    let turn = std::sync::atomic::AtomicUsize::new(0);
    let ends = house.both_at_once(|context, mut moment| {
        let whose = ids[turn.fetch_add(1, std::sync::atomic::Ordering::SeqCst)];
        take_membership(context, Authority::CommandLine, whose, Membership::Operator, &mut moment)
    });
    let removed = ends.iter().filter(|end| end.is_ok()).count();
    assert_eq!(removed, 1, "{ends:?}");
    assert!(ends.iter().any(|end| matches!(end, Err(AppError::Identity(IdentityError::LastOperator)))), "{ends:?}");
    let left = list_users(&house.context, Authority::CommandLine, None, 10).unwrap();
    let operators = left.iter().filter(|account| account.memberships.iter().any(|is| is.role() == Role::Operator));
    assert_eq!(operators.count(), 1);
}
