//! The second factor: wanted, set up, shown, lost.

use chrono::Duration;
use lotsenwerk::app::identity::{
    Authority, Identified, IdentityError, LogIn, begin_second_factor, confirm_second_factor, disable_second_factor,
    give_membership, log_in, recovery_codes_left, renew_recovery_codes, reset_second_factor,
};
use lotsenwerk::domain::access::{Membership, Permission, Role};
use lotsenwerk::domain::audit::Action;
use lotsenwerk::security::sealed::Sealer;
use lotsenwerk::security::totp::SecondFactor;
use lotsenwerk::storage;

use super::{House, PASSWORD, assert_absent, by, carrier, neighbour, refusal};
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    roles_that_want_one_do_not_count_until_it_is_shown,
    a_code_is_good_once,
    two_who_show_the_same_code_at_once_are_one,
    recovery_codes_are_good_once_each,
    it_is_done_away_with_by_the_password,
    its_secret_is_sealed_where_there_is_a_key,
    a_wrong_code_counts_as_an_attempt,
    who_has_lost_everything_is_helped_by_others,
);

const JANA: &str = "jana@example.org";

/// Jana with the app that she has set up, and her recovery codes.
struct Jana<'a> {
    house: House<'a>,
    app: SecondFactor,
    recovery_codes: Vec<String>,
    who: Identified,
}

impl<'a> Jana<'a> {
    fn new(house: House<'a>) -> Self {
        let who = house.inside(JANA, Membership::Coordinator(carrier()));
        let begun = refusal(begin_second_factor(&house.context, &who, PASSWORD, &mut house.moment())).unwrap();
        let app = app(&begun.secret);
        let code = app.code(house.now());
        let confirmed = confirm_second_factor(&house.context, &who, &code, &mut house.moment());
        let confirmed = refusal(confirmed).unwrap();
        let who = house.identify(confirmed.secret.as_str()).unwrap();
        house.wait(Duration::seconds(30));
        Self { house, app, recovery_codes: confirmed.recovery_codes, who }
    }

    fn code(&self) -> String {
        self.app.code(self.house.now())
    }

    fn log_in_by(&self, code: &str) -> Result<bool, IdentityError> {
        let inside = self.house.try_log_in(&LogIn { code: Some(code), ..by(JANA, PASSWORD) });
        inside.map(|inside| inside.session.second_factor)
    }
}

/// The app, which was told the secret in letters and digits.
pub fn app(secret: &str) -> SecondFactor {
    let bits = secret.bytes().map(|letter| {
        u32::try_from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|l| *l == letter).unwrap()).unwrap()
    });
    let (mut bytes, mut held, mut count) = (Vec::new(), 0_u32, 0);
    for five in bits {
        held = (held << 5) | five;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(held >> count & 255).unwrap());
        }
        held &= (1 << count) - 1;
    }
    SecondFactor::new(&bytes, JANA).unwrap()
}

fn roles_that_want_one_do_not_count_until_it_is_shown(db: &TestDatabase) {
    let mut house = House::new(db);
    house.context.accounts.second_factor_for.insert(Role::Coordinator);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    give_membership(
        &house.context,
        Authority::CommandLine,
        house.log_in(JANA).user.id,
        Membership::Requester(carrier()),
        &mut house.moment(),
    )
    .unwrap();
    let inside = house.log_in(JANA);
    assert!(inside.needs_second_factor && !inside.session.second_factor);
    let other = house.log_in(JANA);
    let who = house.identify(inside.secret.as_str()).unwrap();
    assert!(who.needs_second_factor);
    assert!(who.access.grant(Permission::LotsenRead).is_err());
    assert!(who.access.grant(Permission::RequestsWrite).is_ok(), "what they are besides counts");

    let confirm = |code: &str| refusal(confirm_second_factor(&house.context, &who, code, &mut house.moment()));
    assert_eq!(confirm("123456").unwrap_err(), IdentityError::NotSetUp);
    let begun = refusal(begin_second_factor(&house.context, &who, PASSWORD, &mut house.moment())).unwrap();
    assert_eq!(house.last_event().action, Action::UserSecondFactorBegun);
    let guessed = begin_second_factor(&house.context, &who, "geraten", &mut house.moment());
    assert_eq!(refusal(guessed).unwrap_err(), IdentityError::WrongCredentials, "an open session is not enough");
    assert!(begun.url.starts_with("otpauth://totp/Lotsenwerk:jana%40example.org?"), "{}", begun.url);
    // Nothing is asked for before it is confirmed.
    house.log_in(JANA);
    assert_eq!(confirm("000000").unwrap_err(), IdentityError::WrongCode);
    let confirmed = confirm(&app(&begun.secret).code(house.now())).unwrap();
    assert_eq!(confirmed.recovery_codes.len(), 10);
    assert_eq!(house.last_event().action, Action::UserSecondFactorEnabled);
    for old in [&inside, &other] {
        assert_eq!(house.identify(old.secret.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    }
    let who = house.identify(confirmed.secret.as_str()).unwrap();
    assert!(!who.needs_second_factor && who.access.grant(Permission::LotsenRead).is_ok());
    let again = begin_second_factor(&house.context, &who, PASSWORD, &mut house.moment());
    assert_eq!(refusal(again).unwrap_err(), IdentityError::AlreadySetUp);
}

fn a_code_is_good_once(db: &TestDatabase) {
    let jana = Jana::new(House::new(db));
    assert_eq!(jana.house.try_log_in(&by(JANA, PASSWORD)).unwrap_err(), IdentityError::SecondFactorWanted);
    let wrong = LogIn { code: Some(&jana.code()), ..by(JANA, "wrong") };
    assert_eq!(jana.house.try_log_in(&wrong).unwrap_err(), IdentityError::WrongCredentials);
    let code = jana.code();
    assert_eq!(jana.log_in_by(&code), Ok(true));
    assert_eq!(jana.log_in_by(&code), Err(IdentityError::WrongCode));
    jana.house.wait(Duration::seconds(30));
    assert_eq!(jana.log_in_by(&code), Err(IdentityError::WrongCode), "its step is still near, and used");
    assert_eq!(jana.log_in_by(&jana.code()), Ok(true));
}

fn two_who_show_the_same_code_at_once_are_one(db: &TestDatabase) {
    let jana = Jana::new(House::new(db));
    for code in [jana.code(), jana.recovery_codes[0].clone()] {
        let asked = LogIn { code: Some(&code), ..by(JANA, PASSWORD) };
        let ends =
            jana.house.both_at_once(|context, mut moment| refusal(log_in(context, &asked, &mut moment)).map(drop));
        let good = ends.iter().filter(|end| end.is_ok()).count();
        assert_eq!(good, 1, "{ends:?}");
        assert!(ends.contains(&Err(IdentityError::WrongCode)), "{ends:?}");
        // Sessions of both runs have identifiers of the same chance.
        let who = jana.who.user.id;
        jana.house.db.must_write(|tx| storage::sessions::end_all(tx, who, None));
        jana.house.wait(Duration::seconds(30));
    }
}

fn recovery_codes_are_good_once_each(db: &TestDatabase) {
    let jana = Jana::new(House::new(db));
    for code in &jana.recovery_codes[..3] {
        assert_eq!(jana.log_in_by(&code.to_uppercase()), Ok(true));
        assert_eq!(jana.log_in_by(code), Err(IdentityError::WrongCode));
    }
    assert_eq!(jana.house.count(Action::UserRecoveryCodeUsed), 3);
    assert_eq!(recovery_codes_left(&jana.house.context, &jana.who).unwrap(), 7);
    let renew = |password: &str| {
        refusal(renew_recovery_codes(&jana.house.context, &jana.who, password, &mut jana.house.moment()))
    };
    assert_eq!(renew("wrong").unwrap_err(), IdentityError::WrongCredentials);
    let new = renew(PASSWORD).unwrap();
    assert_eq!(jana.house.notices(JANA)[0], "Neue Wiederherstellungscodes für Ihren Zugang", "its owner is told");
    assert_eq!(jana.log_in_by(&jana.recovery_codes[9]), Err(IdentityError::WrongCode));
    assert_eq!(jana.log_in_by(&new[9]), Ok(true));
}

fn it_is_done_away_with_by_the_password(db: &TestDatabase) {
    let mut house = House::new(db);
    house.context.accounts.second_factor_for.insert(Role::Coordinator);
    let jana = Jana::new(house);
    let house = &jana.house;
    assert!(jana.who.access.grant(Permission::LotsenRead).is_ok());
    let disable =
        |password: &str| refusal(disable_second_factor(&house.context, &jana.who, password, &mut house.moment()));
    assert_eq!(disable("wrong"), Err(IdentityError::WrongCredentials));
    disable(PASSWORD).unwrap();
    assert_eq!(disable(PASSWORD), Err(IdentityError::NotSetUp));
    let inside = house.log_in(JANA);
    assert!(inside.needs_second_factor);
    assert!(inside.access.grant(Permission::LotsenRead).is_err());
    let renew = renew_recovery_codes(&house.context, &jana.who, PASSWORD, &mut house.moment());
    assert_eq!(refusal(renew).unwrap_err(), IdentityError::NotSetUp);
}

fn its_secret_is_sealed_where_there_is_a_key(db: &TestDatabase) {
    let mut house = House::new(db);
    house.context.accounts.sealer = Sealer::with_key("0123456789abcdef0123456789abcdef").unwrap();
    let jana = Jana::new(house);
    let (_, stored) = jana.house.db.must_read(|tx| storage::users::find(tx, jana.who.user.id));
    assert_eq!(stored.totp_secret.unwrap().len(), 1 + 24 + 20 + 16);
    assert_eq!(jana.log_in_by(&jana.code()), Ok(true));
    let mut without = jana;
    without.house.context.accounts.sealer = Sealer::without_key();
    without.house.wait(Duration::seconds(30));
    assert!(matches!(without.log_in_by(&without.code()), Err(IdentityError::Sealed(_))));
}

fn a_wrong_code_counts_as_an_attempt(db: &TestDatabase) {
    let jana = Jana::new(House::new(db));
    for _ in 0..5 {
        assert_eq!(jana.log_in_by("000000"), Err(IdentityError::WrongCode));
    }
    assert!(matches!(jana.log_in_by(&jana.code()), Err(IdentityError::Throttled { .. })));
    assert_eq!(jana.house.count(Action::UserLogInFailed), 5);
}

fn who_has_lost_everything_is_helped_by_others(db: &TestDatabase) {
    let jana = Jana::new(House::new(db));
    let (house, id) = (&jana.house, jana.who.user.id);
    let other = house.inside("kim@example.org", Membership::Coordinator(neighbour()));
    assert_eq!(house.notices(JANA), ["Ein zweiter Faktor für Ihren Zugang"], "its owner is told");
    let reset = |authority: Authority<'_>| reset_second_factor(&house.context, authority, id, &mut house.moment());
    assert_absent(reset(Authority::User(&other.access)));
    assert_eq!(refusal(reset(Authority::User(&jana.who.access))), Err(IdentityError::Oneself));
    let colleague = house.inside("omar@example.org", Membership::Coordinator(carrier()));
    refusal(reset(Authority::User(&colleague.access))).unwrap();
    assert_eq!(house.notices(JANA)[0], "Ihr zweiter Faktor ist abgeschaltet");
    assert_eq!(refusal(reset(Authority::CommandLine)), Err(IdentityError::NotSetUp));
    assert!(!house.log_in(JANA).session.second_factor);
    assert_eq!(jana.log_in_by(&jana.recovery_codes[0]), Ok(false), "there is nothing to be shown any more");
}
