//! What use cases work with, as the program sets it up, on a test's own database.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Utc};
use lotsenwerk::app::identity::{Accounts, send_reset};
use lotsenwerk::app::tasks::Task;
use lotsenwerk::app::{Context, Moment, Moments, Sender, jobs};
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::language::LanguageTable;
use lotsenwerk::domain::region::Area;
use lotsenwerk::i18n::Locale;
use lotsenwerk::regions::{Source, load_area, load_languages};
use lotsenwerk::security::password::{Passwords, Work};
use lotsenwerk::security::sealed::Sealer;
use lotsenwerk::settings::Settings;

use super::db::TestDatabase;

static HESSEN: LazyLock<Area> = LazyLock::new(|| load_area(&Source::Embedded, "hessen").unwrap());
static LANGUAGES: LazyLock<LanguageTable> = LazyLock::new(|| load_languages(&Source::Embedded).unwrap());

/// The context that the default settings make, with the database given.
pub fn context(db: &TestDatabase) -> Context {
    let settings = Settings::load(None, HashMap::new()).unwrap();
    let rules = settings.matching.rules().unwrap();
    Context {
        database: (**db).clone(),
        area: HESSEN.clone(),
        languages: LANGUAGES.clone(),
        travel: rules.travel().clone(),
        weights: rules.weights(),
        programmes: settings.programme.rules().unwrap(),
        forms: settings.programme.forms().unwrap(),
        programme: settings.programme.code,
        sender: Sender {
            name: "Lotsenwerk".to_owned(),
            address: Email::parse("lotsenwerk@example.org").unwrap(),
            locale: Locale::De,
            answer_hours: 48,
            public_url: None,
            alarm_hours: 48,
            releases_unreviewed: false,
            remind_at: settings.mail.reminding().unwrap(),
            digest_at: settings.mail.digesting().unwrap(),
            broadcast: None,
        },
        accounts: accounts(),
        least_told: settings.coverage.least_told(),
    }
}

/// Does what a worker does with those who asked for another password; returns how many jobs there were.
pub fn send_resets(context: &Context, moment: &mut Moment) -> usize {
    let claimed = jobs::claim(context, &["reset_password"], chrono::Duration::minutes(1), 100, moment).unwrap();
    for claimed in &claimed {
        let Task::ResetPassword(task) = Task::of(&claimed.job).unwrap() else { unreachable!() };
        send_reset(context, claimed.job.id, &task, moment).unwrap();
        jobs::finish(context, claimed, moment.now).unwrap();
    }
    claimed.len()
}

/// The usual rules, but that hashing takes no time and no role asks for a second factor.
pub fn accounts() -> Accounts {
    let passwords = Passwords::new(Work { memory: 64, passes: 1 }, 4).unwrap();
    Accounts { second_factor_for: BTreeSet::new(), ..Accounts::usual(passwords, Sealer::without_key()) }
}

/// A moment whose identifiers differ from those of other seeds.
pub fn moment(at: &str, seed: u8) -> Moment {
    let at: DateTime<Utc> = at.parse().unwrap();
    Moment::new(at, [seed; 32])
}

/// Moments while the clock stands still.
pub fn moments(at: DateTime<Utc>) -> Moments {
    Moments::new(Arc::new(move || at), [7; 32])
}
