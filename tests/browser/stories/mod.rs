//! What people come for, from the first page to the last.

mod absence;
mod account;
mod agency;
mod coverage;
mod offers;
mod session_ended;
mod without_mouse;

use std::time::Duration;

/// A day so many days from now, as somebody types it into a field of Chromium that speaks American English, and as it is sent.
#[expect(
    clippy::disallowed_methods,
    reason = "what may be asked for depends on the service's clock, which is the real one"
)]
fn day_in(days: u64) -> (String, String) {
    let day = chrono::Utc::now() + Duration::from_secs(days * 86_400);
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
