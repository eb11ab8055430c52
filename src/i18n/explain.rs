//! Why a request stays open and what would serve it, in the words of a coordinator.
//!
//! The facts come from the matching; this floor does not know it, so that constraints arrive as their codes and a change
//! in a form of its own. Absent on purpose: why this Lotse and not another, which only the command line says so far.

use chrono::NaiveDateTime;

use super::{Locale, Value, dates, text, words};
use crate::domain::code::Mode;
use crate::domain::language::Level;
use crate::domain::qualification::QualificationCode;

/// Requests that a sentence names.
const NAMED: usize = 4;

/// What is known of an open request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The request, as the reader knows it.
    pub request: String,
    /// Places that stay open.
    pub open_places: u32,
    /// How many Lotsen each hard constraint keeps out: its code and the number, in the order of testing.
    pub removed: Vec<(&'static str, u32)>,
    /// Qualifications that it asks for, where the reader may know; they stand beside the number of those who lack one.
    pub required: Vec<QualificationCode>,
    /// Lotsen who could go if they were free.
    pub candidates: u32,
    /// Requests that hold them.
    pub lost_to: Vec<String>,
    /// What serving it all the same would mean.
    pub forced: Option<Forced>,
    /// The smallest changes that would serve it, each tried out.
    pub cures: Vec<Cure>,
}

/// What would be lost if the request had to be served as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forced {
    /// Who would go.
    pub lotse: String,
    /// Requests that would lose a place.
    pub displaces: Vec<String>,
}

/// One change that would serve the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cure {
    /// What changes.
    pub change: Change,
    /// Who would go.
    pub lotse: String,
    /// Proposals for other requests that would change.
    pub moves: u32,
    /// Less urgent requests that would lose a place.
    pub displaces: Vec<String>,
}

/// What would have to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another time.
    Time {
        /// The local begin that would do.
        start: NaiveDateTime,
        /// The nearest begin that is offered.
        instead_of: NaiveDateTime,
    },
    /// A mode that the request does not name.
    Mode(Mode),
    /// The Lotse goes further.
    Radius {
        /// Their radius in kilometres.
        from_km: u32,
        /// What it would have to be.
        to_km: u32,
    },
    /// A lower level of the language.
    Level {
        /// What is asked for.
        from: Level,
        /// What would do.
        to: Level,
    },
    /// The gender as a wish and no condition.
    GenderWish,
    /// A carrier lends.
    Lending {
        /// Which, as the reader knows it.
        carrier: String,
    },
    /// One qualification less.
    Qualification {
        /// Its code, for which there are words; what is none stands as it is.
        name: String,
    },
    /// The same where it must not be said which.
    OneQualificationLess,
}

/// A hard constraint in the words of a coordinator, by its code.
pub fn hurdle(locale: Locale, code: &str) -> String {
    match code {
        "status" => text(locale, "explain-reason-status", &[]),
        "consent" => text(locale, "explain-reason-consent", &[]),
        "pool" => text(locale, "explain-reason-pool", &[]),
        "service" => text(locale, "explain-reason-service", &[]),
        "language" => text(locale, "explain-reason-language", &[]),
        "gender" => text(locale, "explain-reason-gender", &[]),
        "exclusion" => text(locale, "explain-reason-exclusion", &[]),
        "mode" => text(locale, "explain-reason-mode", &[]),
        "distance" => text(locale, "explain-reason-distance", &[]),
        "absence" => text(locale, "explain-reason-absence", &[]),
        "availability" => text(locale, "explain-reason-availability", &[]),
        "qualification" => text(locale, "explain-reason-qualification", &[]),
        "overlap" => text(locale, "explain-reason-overlap", &[]),
        "weekly_load" => text(locale, "explain-reason-weekly-load", &[]),
        "yearly_cap" => text(locale, "explain-reason-yearly-cap", &[]),
        "client_cap" => text(locale, "explain-reason-client-cap", &[]),
        "ask_budget" => text(locale, "explain-reason-ask-budget", &[]),
        // A test holds that every constraint of the matching is above.
        unknown => unknown.to_owned(),
    }
}

/// The same of somebody whom it keeps out: "nobody speaks it" is of all, "does not speak it" of one.
pub fn hurdle_of_one(locale: Locale, code: &str) -> String {
    match code {
        "language" => text(locale, "explain-each-language", &[]),
        "pool" => text(locale, "explain-each-pool", &[]),
        other => hurdle(locale, other),
    }
}

/// How many places are open: "Anfrage A-017: ein Platz ist offen."
pub fn open(locale: Locale, of: &Explanation) -> String {
    text(locale, "explain-open", &[("request", of.request.as_str().into()), ("places", of.open_places.into())])
}

/// Who is kept out by what, who is needed elsewhere, and what it would cost to serve it all the same; a sentence each.
pub fn reasons(locale: Locale, of: &Explanation) -> Vec<String> {
    let mut sentences = Vec::new();
    let hurdles = of.removed.iter().map(|&(code, lotsen)| {
        let why = match code {
            "qualification" if !of.required.is_empty() => {
                let names: Vec<String> = of.required.iter().map(|code| words::qualification(locale, code)).collect();
                text(locale, "explain-reason-qualifications", &[("names", names.join(", ").into())])
            }
            other => hurdle_of_one(locale, other),
        };
        text(locale, "explain-hurdle", &[("count", lotsen.into()), ("why", why.into())])
    });
    let hurdles: Vec<String> = hurdles.collect();
    if !hurdles.is_empty() {
        sentences.push(text(locale, "explain-removed", &[("hurdles", hurdles.join(", ").into())]));
    }
    if of.candidates > 0 {
        let facts = [("count", of.candidates.into()), ("requests", some(locale, &of.lost_to).into())];
        sentences.push(match of.lost_to.is_empty() {
            true if is_free(of) => text(locale, "explain-free", &facts),
            true => text(locale, "explain-could", &facts),
            false => text(locale, "explain-elsewhere", &facts),
        });
    }
    if let Some(forced) = of.forced.as_ref().filter(|forced| !forced.displaces.is_empty()) {
        let facts = [
            ("lotse", forced.lotse.as_str().into()),
            ("requests", forced.displaces.join(", ").into()),
            ("count", forced.displaces.len().into()),
        ];
        sentences.push(text(locale, "explain-forced", &facts));
    }
    sentences
}

/// Whether somebody can go as it is, and nobody loses by it: then nothing needs a cure.
fn is_free(of: &Explanation) -> bool {
    of.forced.as_ref().is_some_and(|forced| forced.displaces.is_empty())
}

/// What would serve it, a sentence each; one that says so where nothing small would.
pub fn cures(locale: Locale, of: &Explanation) -> Vec<String> {
    if of.cures.is_empty() {
        return if is_free(of) { Vec::new() } else { vec![text(locale, "explain-no-cure", &[])] };
    }
    of.cures.iter().map(|cure| said(locale, cure)).collect()
}

fn said(locale: Locale, cure: &Cure) -> String {
    let facts = [("change", change(locale, &cure.change).into()), ("lotse", cure.lotse.as_str().into())];
    let mut sentence = text(locale, "explain-cure", &facts);
    if !cure.displaces.is_empty() {
        let facts: [(_, Value<'_>); 2] =
            [("requests", cure.displaces.join(", ").into()), ("count", cure.displaces.len().into())];
        sentence.push_str(&text(locale, "explain-cure-displaces", &facts));
    } else if cure.moves > 0 {
        sentence.push_str(&text(locale, "explain-cure-moves", &[("count", cure.moves.into())]));
    }
    sentence
}

fn change(locale: Locale, change: &Change) -> String {
    match change {
        Change::Time { start, instead_of } => {
            let facts = [
                ("day", dates::day(locale, start.date()).into()),
                ("time", dates::clock(locale, start.time()).into()),
                ("old-day", dates::day(locale, instead_of.date()).into()),
                ("old-time", dates::clock(locale, instead_of.time()).into()),
            ];
            if start.date() == instead_of.date() {
                text(locale, "explain-change-time", &facts)
            } else {
                text(locale, "explain-change-day", &facts)
            }
        }
        Change::Mode(Mode::InPerson) => text(locale, "explain-change-in-person", &[]),
        Change::Mode(Mode::Phone) => text(locale, "explain-change-phone", &[]),
        Change::Mode(Mode::Video) => text(locale, "explain-change-video", &[]),
        Change::Radius { from_km, to_km } => {
            text(locale, "explain-change-radius", &[("from", (*from_km).into()), ("to", (*to_km).into())])
        }
        Change::Level { from, to } => {
            let facts = [("from", from.to_string().into()), ("to", to.to_string().into())];
            text(locale, "explain-change-level", &facts)
        }
        Change::GenderWish => text(locale, "explain-change-gender", &[]),
        Change::Lending { carrier } => text(locale, "explain-change-lending", &[("carrier", carrier.as_str().into())]),
        Change::Qualification { name } => {
            let words = QualificationCode::parse(name).map(|code| words::qualification(locale, &code));
            let words = words.unwrap_or_else(|_| name.clone());
            text(locale, "explain-change-qualification", &[("name", words.into())])
        }
        Change::OneQualificationLess => text(locale, "explain-change-one-qualification", &[]),
    }
}

/// The first of many names.
fn some(locale: Locale, names: &[String]) -> String {
    let first = names.get(..NAMED).unwrap_or(names).join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => text(locale, "explain-more", &[("names", first.into()), ("more", more.into())]),
    }
}
