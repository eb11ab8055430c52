//! What people come for, from the first page to the last.

mod absence;
mod account;
mod agency;
mod asks;
mod coverage;
mod list;
mod newcomer;
mod offers;
mod own_account;
mod required;
mod session_ended;
mod without_mouse;

use chrono::{DateTime, Days, Utc};

/// The service's clock is the real one, and what may be asked for depends on it.
#[expect(clippy::disallowed_methods, reason = "the program under test reads the clock too, in a process of its own")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A day so many days from now, as somebody types it into a field of Chromium that speaks American English, and as it is sent.
fn day_in(days: u64) -> (String, String) {
    let day = now() + Days::new(days);
    (day.format("%m%d%Y").to_string(), day.format("%Y-%m-%d").to_string())
}

/// A test for each language.
macro_rules! in_both_languages {
    ($story:ident) => {
        #[test]
        fn in_german() {
            $story(lotsenwerk::i18n::Locale::De);
        }

        #[test]
        fn in_english() {
            $story(lotsenwerk::i18n::Locale::En);
        }
    };
}
use in_both_languages;
