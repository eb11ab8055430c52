//! Figures as they are told: one year, as a whole, by one dimension or where two meet.
//!
//! What is hidden depends on the data alone and not on the question, so different questions tell the same. Figures of a year are those of
//! requests posted in it; a sum over several years is not told, because from it and the others a hidden year could be taken back.
//! What is not prevented: who asks today and tomorrow sees what a day adds to a figure that is told.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};

use super::lotsen::{self, Active, percent};
use super::margin::{Crossing, Hidden, Margin, Reasons, share};
use super::suppress::{self, is_few};
use crate::app::Context;
use crate::domain::access::Grant;
use crate::domain::coverage::{Class, Counts, Dimension, Measure, UnservedReason, quantile};
use crate::domain::time;
use crate::storage::StorageError;
use crate::storage::coverage::cells::{self, Table};
use crate::storage::coverage::changes;

/// A figure that is told or is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<T> {
    /// It is.
    Told(T),
    /// It could be somebody, or tell another one that could.
    Hidden,
}

impl<T> Shown<T> {
    /// Tells it, unless it is hidden.
    pub fn unless(hidden: bool, value: T) -> Self {
        if hidden { Self::Hidden } else { Self::Told(value) }
    }

    /// The figure, if it is told.
    pub fn told(self) -> Option<T> {
        match self {
            Self::Told(value) => Some(value),
            Self::Hidden => None,
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Requests posted in this year.
    pub year: i32,
    /// By what.
    pub by: Option<Dimension>,
    /// And by what else.
    pub across: Option<Dimension>,
}

/// Up to which hour half and nine tenths lie; `None` for more than the last class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// Half.
    pub median: Option<u32>,
    /// Nine tenths.
    pub p90: Option<u32>,
}

/// Figures of a part, or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Decided requests.
    pub requests: Shown<u64>,
    /// Of these served.
    pub served: Shown<u64>,
    /// Of these unserved.
    pub unserved: Shown<u64>,
    /// What is told of a part by itself, and not where two dimensions meet.
    pub more: Option<More>,
    /// Lotsen who can be asked now; `None` where they are not counted by this.
    pub lotsen: Option<Shown<u64>>,
    /// Of a hundred assignments so many are the busiest tenth's.
    pub load_spread: Option<u8>,
}

/// Figures that are told by one dimension at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct More {
    /// Requests that are not decided yet.
    pub waiting: Shown<u64>,
    /// Unserved requests by reason; `None` where the unserved are not told.
    pub reasons: Option<BTreeMap<UnservedReason, Shown<u64>>>,
    /// Hours from posting to the first offer; `None` where there are too few.
    pub time_to_match: Option<Times>,
    /// Hours from posting to the first yes.
    pub time_to_acceptance: Option<Times>,
    /// Hours from posting to the first appointment.
    pub lead_time: Option<Times>,
    /// Of a hundred answered or expired offers so many were accepted.
    pub acceptance_rate: Option<u8>,
    /// So many expired.
    pub no_answer_rate: Option<u8>,
    /// Confirmed hours, rounded.
    pub hours: Shown<u64>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// What was asked for.
    pub question: Question,
    /// Up to when everything is counted; `None` before the first time.
    pub counted_until: Option<DateTime<Utc>>,
    /// Years of which something is counted, the latest first.
    pub years: Vec<i32>,
    /// Counts from one up to below this are not told.
    pub least: u64,
    /// All of the year.
    pub total: Told,
    /// By both keys, the second one empty where there is none. What is not in it is nothing.
    pub parts: BTreeMap<(String, String), Told>,
}

impl Told {
    /// What is told of a part of which there was nothing.
    pub fn nothing() -> Self {
        told(&Counts::new(), Hidden::default(), None, None)
    }
}

impl Figures {
    /// Adds a part of which there was nothing, unless it is there.
    pub fn add_empty(&mut self, key: String) {
        self.parts.entry((key, String::new())).or_insert_with(Told::nothing);
    }
}

/// The year of the local day of an instant.
pub fn year_of(at: DateTime<Utc>) -> i32 {
    time::local(at.timestamp().div_euclid(60)).year()
}

/// Tells figures. Both dimensions come in the order of [`Dimension::ALL`] and differ; a second one alone is a first one.
///
/// # Errors
/// When the database fails.
pub fn figures(context: &Context, _grant: &Grant, question: Question) -> Result<Figures, StorageError> {
    let least = context.least_told;
    context.database.read(|tx| {
        let all = cells::table(tx, question.year, None, None)?.into_values().next().unwrap_or_default();
        let total_share = share(&all);
        let lotsen = lotsen::active(tx, context, question.year, (question.by, question.across))?;
        let whole = Hidden { all: is_few(total_share.all, least), fates: total_share.is_few(least) };
        let mut parts = BTreeMap::new();
        let mut reasons = Reasons::of(&all, &Table::new(), &Margin::default(), least);
        let margin = |table: &Table| Margin::of(table, total_share, least);
        match (question.by, question.across) {
            (Some(by), Some(across)) => {
                let rows = margin(&cells::crossed(tx, question.year, Some(by), None)?);
                let columns = margin(&cells::crossed(tx, question.year, Some(across), None)?);
                let table = cells::crossed(tx, question.year, Some(by), Some(across))?;
                let crossing = Crossing::of(&table, total_share, &rows, &columns, least);
                for key in crossing.keys(&rows, &columns) {
                    let hidden = crossing.hidden(&key);
                    let counts = table.get(&key).cloned().unwrap_or_default();
                    parts.insert(key.clone(), told(&counts, hidden, None, lotsen.as_ref().map(|all| all.of(&key))));
                }
            }
            (Some(by), None) => {
                let table = cells::table(tx, question.year, Some(by), None)?;
                let margin = margin(&table);
                reasons = Reasons::of(&all, &table, &margin, least);
                let lines = [lined(&table, least, waiting), lined(&table, least, entries)];
                for (key, counts) in &table {
                    let hidden = margin.hidden(&key.0);
                    let is_hidden = lines.each_ref().map(|line| line.get(&key.0).copied().unwrap_or(false));
                    let of = |reason| reasons.is_hidden_of(&key.0, reason);
                    let more = more(counts, hidden, is_hidden, &of, least);
                    let mut part = told(counts, hidden, Some(more), lotsen.as_ref().map(|all| all.of(key)));
                    part.load_spread = lotsen.as_ref().and_then(|all| all.spread_of(&key.0));
                    parts.insert(key.clone(), part);
                }
            }
            _ => {}
        }
        let few = [is_few(waiting(&all), least), is_few(entries(&all), least)];
        let more = more(&all, whole, few, &|reason| reasons.is_hidden(reason), least);
        let of_all = lotsen.as_ref().map(|all| Shown::unless(is_few(all.total, least), all.total));
        let mut total = told(&all, whole, Some(more), of_all);
        total.load_spread = lotsen.as_ref().and_then(|all: &Active| all.spread);
        Ok(Figures { question, counted_until: changes::until(tx)?, years: cells::years(tx)?, least, total, parts })
    })
}

fn waiting(counts: &Counts) -> u64 {
    counts.get(&Measure::Waiting).copied().unwrap_or(0)
}

fn entries(counts: &Counts) -> u64 {
    counts.get(&Measure::Entries).copied().unwrap_or(0)
}

/// Which parts of a count that only adds up by itself are hidden.
fn lined(table: &Table, least: u64, count: fn(&Counts) -> u64) -> BTreeMap<String, bool> {
    let counts: Vec<u64> = table.values().map(count).collect();
    table.keys().map(|(key, _)| key.clone()).zip(suppress::line(&counts, least)).collect()
}

fn told(counts: &Counts, hidden: Hidden, more: Option<More>, lotsen: Option<Shown<u64>>) -> Told {
    let share = share(counts);
    Told {
        requests: Shown::unless(hidden.all, share.all),
        served: Shown::unless(hidden.fates, share.rest()),
        unserved: Shown::unless(hidden.fates, share.part),
        more,
        lotsen,
        load_spread: None,
    }
}

fn more(
    counts: &Counts,
    hidden: Hidden,
    [waiting_hidden, hours_hidden]: [bool; 2],
    reason_hidden: &dyn Fn(UnservedReason) -> bool,
    least: u64,
) -> More {
    let times = |class: fn(Measure) -> Option<Class>| {
        let classes = counts.iter().filter_map(|(measure, count)| Some((class(*measure)?, *count)));
        let enough = classes.clone().map(|(_, count)| count).sum::<u64>() >= least && !hidden.all;
        let end = |percent| quantile(classes.clone(), percent).and_then(Class::hours);
        enough.then(|| Times { median: end(50), p90: end(90) })
    };
    let offers = |measure| counts.get(&measure).copied().unwrap_or(0);
    let over = offers(Measure::Yes) + offers(Measure::No) + offers(Measure::Silence);
    let rate = |part| if over < least || hidden.all { None } else { percent(part, over) };
    // Those that are hidden are named also where there are none, or their absence would tell it.
    let reasons = UnservedReason::ALL.iter().filter_map(|reason| {
        let count = counts.get(&Measure::Reason(*reason)).copied().unwrap_or(0);
        let is_hidden = reason_hidden(*reason);
        (count > 0 || is_hidden).then(|| (*reason, Shown::unless(is_hidden, count)))
    });
    let minutes = counts.get(&Measure::Minutes).copied().unwrap_or(0);
    More {
        waiting: Shown::unless(waiting_hidden, waiting(counts)),
        reasons: (!hidden.fates).then(|| reasons.collect()),
        time_to_match: times(|measure| if let Measure::Matched(class) = measure { Some(class) } else { None }),
        time_to_acceptance: times(|measure| if let Measure::Accepted(class) = measure { Some(class) } else { None }),
        lead_time: times(|measure| if let Measure::Lead(class) = measure { Some(class) } else { None }),
        acceptance_rate: rate(offers(Measure::Yes)),
        no_answer_rate: rate(offers(Measure::Silence)),
        hours: Shown::unless(hours_hidden, (minutes + 30) / 60),
    }
}
