//! How people say what stands in a profile: status, transport, qualifications, and what is amiss.

use chrono::NaiveDate;

use crate::app::Context;
use crate::app::lotsen::Load;
use crate::domain::code::LotseStatus;
use crate::domain::lotse::Lotse;
use crate::domain::programme::{Programme, rules_on};
use crate::domain::qualification::Qualification;
use crate::domain::travel::Transport;
use crate::i18n::{Locale, dates, measures, text};
use crate::web::components::{Mark, Status};

/// So many days before a qualification expires somebody should see to it.
const SOON: i64 = 60;

/// "aktiv".
pub fn status(locale: Locale, status: LotseStatus) -> String {
    text(
        locale,
        match status {
            LotseStatus::Applicant => "lotse-status-applicant",
            LotseStatus::InTraining => "lotse-status-in-training",
            LotseStatus::Active => "lotse-status-active",
            LotseStatus::Paused => "lotse-status-paused",
            LotseStatus::Left => "lotse-status-left",
        },
        &[],
    )
}

/// The same with shape and colour.
pub fn status_mark(locale: Locale, of: LotseStatus) -> Status {
    let mark = match of {
        LotseStatus::Applicant | LotseStatus::InTraining => Mark::Waits,
        LotseStatus::Active => Mark::Good,
        LotseStatus::Paused | LotseStatus::Left => Mark::Quiet,
    };
    Status { mark, words: status(locale, of) }
}

/// "Bus und Bahn".
pub fn transport(locale: Locale, transport: Transport) -> String {
    text(
        locale,
        match transport {
            Transport::Car => "lotse-transport-car",
            Transport::PublicTransport => "lotse-transport-public",
            Transport::Bicycle => "lotse-transport-bicycle",
            Transport::Foot => "lotse-transport-foot",
        },
        &[],
    )
}

pub use crate::i18n::words::qualification;

/// The rules of the programme that hold on a day.
pub fn rules(context: &Context, day: NaiveDate) -> Option<&Programme> {
    rules_on(&context.programmes, &context.programme, day).ok()
}

/// The last day on which a qualification counts.
pub fn counts_until(rules: Option<&Programme>, held: &Qualification) -> Option<NaiveDate> {
    rules.map_or(held.valid_until, |rules| rules.counts_until(held))
}

/// Whether a qualification is over or will soon be; `None` where all is well.
pub fn expiry(locale: Locale, until: Option<NaiveDate>, today: NaiveDate) -> Option<Status> {
    let until = until?;
    let left = (until - today).num_days();
    let day = [("day", dates::date(locale, until).into())];
    match left {
        ..0 => Some(Status { mark: Mark::Bad, words: text(locale, "lotse-expired", &day) }),
        0..=SOON => Some(Status { mark: Mark::Attention, words: text(locale, "lotse-expires", &day) }),
        _ => None,
    }
}

/// What somebody should see to. Whoever has left is left in peace.
pub fn warnings(locale: Locale, rules: Option<&Programme>, lotse: &Lotse, today: NaiveDate) -> Vec<Status> {
    let mut warnings = Vec::new();
    if lotse.status == LotseStatus::Left {
        return warnings;
    }
    let say = |mark, key| Status { mark, words: text(locale, key, &[]) };
    if lotse.consent_on.is_none() {
        warnings.push(say(Mark::Bad, "lotse-without-consent"));
    }
    if lotse.email.is_none() {
        warnings.push(say(Mark::Attention, "lotse-without-email"));
    }
    for held in &lotse.qualifications {
        let until = counts_until(rules, held);
        // Of two certificates of a kind the one that counts longer is the one to look at.
        let is_renewed = lotse.qualifications.iter().any(|other| {
            other.code == held.code
                && until.is_some_and(|until| counts_until(rules, other).is_none_or(|later| later > until))
        });
        if let Some(found) = expiry(locale, until, today).filter(|_| !is_renewed) {
            let words = format!("{}: {}", qualification(locale, &held.code), found.words);
            warnings.push(Status { words, ..found });
        }
    }
    warnings
}

/// "3 Std. von 4 Std.", by the limit that the Lotse has set; of two by the one that is reached.
pub fn load(locale: Locale, lotse: &Lotse, week: Load) -> String {
    let duration = |minutes| measures::duration(locale, minutes).into();
    let limits = lotse.limits;
    let is_reached = limits.assignments_per_week.is_some_and(|most| week.assignments >= most && week.assignments > 0);
    if let Some(most) = limits.minutes_per_week.filter(|most| week.minutes >= *most || !is_reached) {
        return text(locale, "lotse-load-of-minutes", &[("done", duration(week.minutes)), ("most", duration(most))]);
    }
    if let Some(most) = limits.assignments_per_week {
        return text(locale, "lotse-load-of-assignments", &[("done", week.assignments.into()), ("most", most.into())]);
    }
    if week.assignments == 0 {
        return text(locale, "lotse-load-none", &[]);
    }
    text(locale, "lotse-load", &[("count", week.assignments.into()), ("duration", duration(week.minutes))])
}

/// Whether the own limits leave nothing of the week.
pub fn is_full(lotse: &Lotse, week: Load) -> bool {
    let limits = lotse.limits;
    limits.minutes_per_week.is_some_and(|most| week.minutes >= most && week.minutes > 0)
        || limits.assignments_per_week.is_some_and(|most| week.assignments >= most && week.assignments > 0)
}
