//! Accounts: who gets in, and who does not.

mod by_link;
mod links;
mod logging_in;
mod people;
pub mod second_factor;
mod throttling;
mod tokens;

use std::cell::Cell;
use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use lotsenwerk::app::identity::{
    Authority, Identified, IdentityError, Invitation, LogIn, LoggedIn, identify, invite, log_in,
    request_password_reset, set_password,
};
use lotsenwerk::app::{AppError, Context, Moment, mails};
use lotsenwerk::domain::access::Membership;
use lotsenwerk::domain::audit::{Action, AuditEvent};
use lotsenwerk::domain::code::OrganisationKind;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::id::{OrganisationId, UserId};
use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::domain::text::DisplayName;
use lotsenwerk::domain::user::UserLanguage;
use lotsenwerk::storage::{self, StorageError};

use crate::storage::samples::{bare_lotse, organisation, organisation_id};
use crate::support::context::{context, send_resets};
use crate::support::db::TestDatabase;

pub const PASSWORD: &str = "vier blaue Boote am Fluss";

/// Two carriers with a Lotse each, an agency, a competence centre, and a clock that goes when it is told to.
pub struct House<'a> {
    pub db: &'a TestDatabase,
    pub context: Context,
    now: Cell<DateTime<Utc>>,
    seed: Cell<u8>,
}

/// The first carrier.
pub fn carrier() -> OrganisationId {
    organisation_id(0)
}

/// The other carrier.
pub fn neighbour() -> OrganisationId {
    organisation_id(1)
}

pub fn agency() -> OrganisationId {
    organisation_id(2)
}

pub fn centre() -> OrganisationId {
    organisation_id(3)
}

pub fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

impl<'a> House<'a> {
    pub fn new(db: &'a TestDatabase) -> Self {
        let kinds = [
            OrganisationKind::Carrier,
            OrganisationKind::Carrier,
            OrganisationKind::Agency,
            OrganisationKind::CompetenceCentre,
        ];
        let organisations = (0..).zip(kinds).map(|(number, kind)| {
            let regions = Vec::new();
            Organisation { kind, regions, ..organisation(number) }
        });
        let organisations: Vec<Organisation> = organisations.collect();
        db.must_write(|tx| {
            storage::organisations::save_all(tx, &organisations)?;
            storage::lotsen::save_all(tx, &[bare_lotse(0, carrier()), bare_lotse(1, neighbour())])
        });
        let now = Cell::new("2026-12-07T07:00:00Z".parse().unwrap());
        Self { db, context: context(db), now, seed: Cell::new(0) }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.now.get()
    }

    pub fn wait(&self, time: Duration) {
        self.now.set(self.now.get() + time);
    }

    /// Each has its own chance, and comes a little after the one before, so that it is told which was the last.
    pub fn moment(&self) -> Moment {
        self.wait(Duration::milliseconds(1));
        self.seed.set(self.seed.get() + 1);
        Moment::new(self.now(), [self.seed.get(); 32])
    }

    pub fn invite(&self, authority: Authority<'_>, address: &str, is: Membership) -> Result<UserId, AppError> {
        let invitation = Invitation {
            email: email(address),
            name: DisplayName::parse("Jana Köhler").unwrap(),
            language: UserLanguage::German,
            memberships: BTreeSet::from([is]),
        };
        invite(&self.context, authority, &invitation, &mut self.moment()).map(|invited| invited.user)
    }

    /// Somebody who has chosen [`PASSWORD`].
    pub fn somebody(&self, address: &str, is: Membership) -> UserId {
        self.invite(Authority::CommandLine, address, is).unwrap();
        set_password(&self.context, &email(address), PASSWORD, &mut self.moment()).unwrap()
    }

    /// Somebody forgot a password; then a worker does what is to be done. Returns how many jobs there were.
    pub fn forgets(&self, address: &str) -> usize {
        request_password_reset(&self.context, address, None, &mut self.moment()).unwrap();
        send_resets(&self.context, &mut self.moment())
    }

    /// Subjects of what an address was told about its account, the newest first.
    pub fn notices(&self, address: &str) -> Vec<String> {
        let all = self.db.must_read(|tx| storage::outbox::list(tx, None, 1_000));
        let theirs = all.iter().filter(|mail| mail.kind == "account_notice" && mail.recipient.as_str() == address);
        theirs.map(|mail| mails::compose(&self.context, mail, self.now()).unwrap().subject).collect()
    }

    pub fn try_log_in(&self, asked: &LogIn<'_>) -> Result<LoggedIn, IdentityError> {
        refusal(log_in(&self.context, asked, &mut self.moment()))
    }

    pub fn log_in(&self, address: &str) -> LoggedIn {
        self.try_log_in(&by(address, PASSWORD)).unwrap()
    }

    pub fn identify(&self, secret: &str) -> Result<Identified, IdentityError> {
        refusal(identify(&self.context, secret, self.now()))
    }

    /// Somebody who has logged in, as a request of theirs is identified.
    pub fn inside(&self, address: &str, is: Membership) -> Identified {
        self.somebody(address, is);
        self.identify(self.log_in(address).secret.as_str()).unwrap()
    }

    /// The newest event.
    pub fn last_event(&self) -> AuditEvent {
        self.db.must_read(|tx| storage::audit::list(tx, None, 1)).remove(0)
    }

    /// How often something was noted.
    pub fn count(&self, action: Action) -> usize {
        let all = self.db.must_read(|tx| storage::audit::list(tx, None, 1_000));
        all.iter().filter(|event| event.action == action).count()
    }

    /// Two do the same at once, each as another instance of the program.
    pub fn both_at_once<T: Send>(&self, work: impl Fn(&Context, Moment) -> T + Sync) -> Vec<T> {
        let now = self.now();
        let contexts = [200, 201].map(|seed| {
            (Context { database: self.db.open_again(), ..self.context.clone() }, Moment::new(now, [seed; 32]))
        });
        std::thread::scope(|scope| {
            let work = &work;
            let working = contexts.map(|(context, moment)| scope.spawn(move || work(&context, moment)));
            working.map(|working| working.join().unwrap()).into()
        })
    }
}

pub fn by<'a>(email: &'a str, password: &'a str) -> LogIn<'a> {
    LogIn { email, password, code: None, address: None, client: None, before: None }
}

/// What accounts say no by.
pub fn refusal<T>(result: Result<T, AppError>) -> Result<T, IdentityError> {
    result.map_err(|error| match error {
        AppError::Identity(error) => error,
        other => panic!("{other:?}"),
    })
}

/// That it is not there, or not for them.
pub fn assert_absent<T: std::fmt::Debug>(result: Result<T, AppError>) {
    assert!(matches!(result, Err(AppError::Storage(StorageError::NotFound { .. }))), "{result:?}");
}
