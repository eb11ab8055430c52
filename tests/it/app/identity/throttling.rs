//! Who tries too often has to wait, whether or not there is such an account.

use std::net::IpAddr;

use chrono::Duration;
use lotsenwerk::app::identity::{IdentityError, LogIn, log_in, prune, request_password_reset};
use lotsenwerk::domain::access::Membership;

use super::{House, PASSWORD, by, carrier, refusal};
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    an_account_takes_five_mistakes_and_then_pauses_that_grow,
    an_address_takes_its_mistakes_over_all_accounts,
    what_goes_well_does_not_count,
    many_at_once_are_no_more_than_one_after_the_other,
    mails_are_as_few_and_nobody_learns_of_it,
);

const JANA: &str = "jana@example.org";

fn wait_of(error: IdentityError) -> i64 {
    match error {
        IdentityError::Throttled { retry_after } => retry_after.num_seconds(),
        other => panic!("{other:?}"),
    }
}

fn an_account_takes_five_mistakes_and_then_pauses_that_grow(db: &TestDatabase) {
    let house = House::new(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    for address in [JANA, "nobody@example.org"] {
        for _ in 0..5 {
            assert_eq!(house.try_log_in(&by(address, "wrong")).unwrap_err(), IdentityError::WrongCredentials);
        }
        let before = house.context.accounts.passwords.work_done();
        assert_eq!(wait_of(house.try_log_in(&by(address, "wrong")).unwrap_err()), 30, "{address}");
        // Not even the right one, nor with other capital letters.
        assert_eq!(wait_of(house.try_log_in(&by(&address.to_uppercase(), PASSWORD)).unwrap_err()), 30);
        assert_eq!(house.context.accounts.passwords.work_done(), before);
    }
    house.wait(Duration::seconds(30));
    for address in [JANA, "nobody@example.org"] {
        assert_eq!(house.try_log_in(&by(address, "wrong")).unwrap_err(), IdentityError::WrongCredentials);
        assert_eq!(wait_of(house.try_log_in(&by(address, "wrong")).unwrap_err()), 60, "{address}");
    }
    house.wait(Duration::seconds(60));
    house.log_in(JANA);
    // All is forgotten.
    for _ in 0..5 {
        assert_eq!(house.try_log_in(&by(JANA, "wrong")).unwrap_err(), IdentityError::WrongCredentials);
    }
    house.wait(Duration::days(1) + Duration::seconds(1));
    assert_eq!(prune(&house.context, house.now()).unwrap().attempts, 2);
}

fn an_address_takes_its_mistakes_over_all_accounts(db: &TestDatabase) {
    let mut house = House::new(db);
    house.context.accounts.per_address.attempts = 8;
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let from = |place: &str| Some(place.parse::<IpAddr>().unwrap());
    for number in 0..8 {
        let address = format!("nobody{number}@example.org");
        let asked = LogIn { address: from(&format!("2001:db8::{number}")), ..by(&address, "wrong") };
        assert_eq!(house.try_log_in(&asked).unwrap_err(), IdentityError::WrongCredentials);
    }
    let asked = LogIn { address: from("2001:db8::99"), ..by(JANA, PASSWORD) };
    assert_eq!(wait_of(house.try_log_in(&asked).unwrap_err()), 30);
    house.try_log_in(&LogIn { address: from("2001:db8:0:1::1"), ..by(JANA, PASSWORD) }).unwrap();
    let asked = request_password_reset(&house.context, JANA, from("2001:db8::7"), &mut house.moment());
    assert_eq!(wait_of(refusal(asked).unwrap_err()), 30);
}

fn what_goes_well_does_not_count(db: &TestDatabase) {
    let mut house = House::new(db);
    house.context.accounts.per_address.attempts = 3;
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let asked = LogIn { address: Some("192.0.2.1".parse().unwrap()), ..by(JANA, PASSWORD) };
    for _ in 0..12 {
        house.try_log_in(&asked).unwrap();
    }
}

fn many_at_once_are_no_more_than_one_after_the_other(db: &TestDatabase) {
    let house = House::new(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let ends = house.both_at_once(|context, mut moment| {
        (0..10).map(|_| refusal(log_in(context, &by(JANA, "wrong"), &mut moment)).unwrap_err()).collect::<Vec<_>>()
    });
    let wrong = ends.iter().flatten().filter(|end| **end == IdentityError::WrongCredentials).count();
    assert_eq!(wrong, 5, "{ends:?}");
}

fn mails_are_as_few_and_nobody_learns_of_it(db: &TestDatabase) {
    let house = House::new(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let mails = || house.db.must_read(|tx| lotsenwerk::storage::outbox::list(tx, None, 100)).len();
    let before = mails();
    for _ in 0..6 {
        house.forgets(JANA);
        house.forgets("nobody@example.org");
        house.forgets("no address");
    }
    assert_eq!(mails() - before, 3);
}
