//! Kinds of mails in words.

use crate::app::mails::kind;
use crate::i18n::{Locale, text};

/// "Frage an eine Lots*in"; the code itself for a kind of another version of the program.
pub fn words(locale: Locale, code: &str) -> String {
    let key = match code {
        kind::OFFER => "post-offer",
        kind::OFFER_CALL => "post-offer-call",
        kind::OFFER_TAKEN => "post-offer-taken",
        kind::OFFER_WITHDRAWN => "post-offer-withdrawn",
        kind::CONFIRMATION_LOTSE => "post-confirmation-lotse",
        kind::CONFIRMATION_REQUESTER => "post-confirmation-requester",
        kind::CHANGE_LOTSE => "post-change-lotse",
        kind::CHANGE_REQUESTER => "post-change-requester",
        kind::CANCELLATION_LOTSE => "post-cancellation-lotse",
        kind::CANCELLATION_REQUESTER => "post-cancellation-requester",
        kind::NOBODY_FOUND_REQUESTER => "post-nobody-found-requester",
        kind::ALARM => "post-alarm",
        kind::REMINDER => "post-reminder",
        kind::DIGEST => "post-digest",
        kind::UNSERVED => "post-unserved",
        kind::ACCOUNT_LINK => "post-account-link",
        kind::NEWCOMER_CONFIRMATION => "post-newcomer-confirmation",
        kind::NEWCOMER_CHANGE => "post-newcomer-change",
        kind::NEWCOMER_CANCELLATION => "post-newcomer-cancellation",
        kind::NEWCOMER_HELPER_LOST => "post-newcomer-helper-lost",
        kind::NEWCOMER_NOBODY_FOUND => "post-newcomer-nobody-found",
        kind::NEWCOMER_NOT_NEEDED => "post-newcomer-not-needed",
        kind::NEWCOMER_HELP_WITHDRAWN => "post-newcomer-help-withdrawn",
        kind::NEWCOMER_ELSEWHERE => "post-newcomer-elsewhere",
        kind::NEWCOMER_REMINDER => "post-newcomer-reminder",
        _ => return code.to_owned(),
    };
    text(locale, key, &[])
}
