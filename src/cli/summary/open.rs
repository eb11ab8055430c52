//! Why requests stay open, in the words of a coordinator: by main reason, then some one by one.

use std::collections::HashMap;

use super::count;
use crate::app::Context;
use crate::app::matching::Matched;
use crate::cli::Console;
use crate::domain::request::SupportRequest;
use crate::i18n::{Locale, explain};
use crate::matching::constraints::HardConstraint;
use crate::matching::plan::UnservedEntry;

/// Open requests that are shown one by one.
const SHOWN: usize = 8;

/// What keeps a request open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// Somebody could go, but serves other requests of the plan.
    NeededElsewhere,
    /// Somebody could go, but not at the appointment of those who are proposed.
    OtherAppointment,
    /// Somebody could go and nothing of the plan keeps them: it was not searched to the end.
    NotSearchedOut,
    /// Nobody of the pool speaks the language but those who are proposed.
    NobodyElse,
    /// There are no Lotsen at all.
    Nobody,
    /// The last hurdle that anybody came to.
    Hurdle(HardConstraint),
}

impl Reason {
    /// `filled`: places of the request for which the plan proposes somebody.
    fn of(entry: &UnservedEntry, filled: usize) -> Self {
        match (entry.candidates, entry.removed.last()) {
            (1.., _) if !entry.lost_to.is_empty() => Self::NeededElsewhere,
            (1.., _) if filled > 0 => Self::OtherAppointment,
            (1.., _) => Self::NotSearchedOut,
            (0, Some(last)) if filled == 0 || speaks(last.constraint) => Self::Hurdle(last.constraint),
            (0, None) if filled == 0 => Self::Nobody,
            // Up to the language those who are proposed came further than all others.
            (0, _) => Self::NobodyElse,
        }
    }

    fn words(self, console: &Console) -> String {
        match self {
            Self::NeededElsewhere => console.text("cli-reason-lost", &[]),
            Self::OtherAppointment => console.text("cli-reason-other-appointment", &[]),
            Self::NotSearchedOut => console.text("cli-reason-not-searched-out", &[]),
            Self::NobodyElse => console.text("cli-reason-nobody-else", &[]),
            Self::Nobody => console.text("cli-reason-nobody", &[]),
            Self::Hurdle(constraint) => explain::hurdle(console.locale, constraint.code()),
        }
    }
}

/// Whoever comes to this hurdle speaks the language.
fn speaks(constraint: HardConstraint) -> bool {
    constraint > HardConstraint::Language
}

/// Why the rest is open.
pub fn lines(matched: &Matched, context: &Context, console: &Console) -> Vec<String> {
    let unserved = &matched.plan.unserved;
    if unserved.is_empty() {
        return vec![console.text("cli-match-all-served", &[])];
    }
    let mut filled: HashMap<&str, usize> = HashMap::new();
    for proposal in &matched.plan.proposals {
        *filled.entry(proposal.request.as_str()).or_default() += 1;
    }
    let filled = |entry: &UnservedEntry| filled.get(entry.request.as_str()).copied().unwrap_or(0);

    let mut lines = vec![console.text("cli-match-open", &[("count", count(unserved.len()))])];
    let mut reasons: Vec<(Reason, usize)> = Vec::new();
    for entry in unserved {
        let reason = Reason::of(entry, filled(entry));
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, count)) => *count += 1,
            None => reasons.push((reason, 1)),
        }
    }
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (reason, number) in reasons {
        let facts = [("count", count(number)), ("why", reason.words(console).into())];
        lines.push(console.text("cli-match-reason", &facts));
    }
    let requests: HashMap<String, &SupportRequest> =
        matched.requests.iter().map(|request| (request.id.to_string(), request)).collect();
    let detailed = unserved.iter().filter_map(|entry| Some((entry, *requests.get(&entry.request)?))).take(SHOWN);
    lines.push(console.text("cli-match-examples", &[]));
    lines.extend(detailed.map(|(entry, request)| {
        let about = about(context, console, request);
        let why = explained(console, entry, filled(entry), !request.languages.is_empty());
        console.text("cli-match-explained", &[("request", about.into()), ("why", why.into())])
    }));
    lines
}

/// Which request: its number, languages and town.
fn about(context: &Context, console: &Console, request: &SupportRequest) -> String {
    let languages: Vec<&str> = request
        .languages
        .iter()
        .filter_map(|needed| context.languages.get(needed.language))
        .map(|language| match console.locale {
            Locale::De => language.name_de.as_str(),
            Locale::En => language.name_en.as_str(),
        })
        .collect();
    let number = request.list_number.as_ref().map_or_else(|| request.id.to_string(), ToString::to_string);
    let town = match (&request.place.town, context.area.gazetteer().place(request.place.postcode)) {
        (Some(town), _) => town.to_string(),
        (None, Ok(place)) => place.name.clone(),
        (None, Err(_)) => request.place.postcode.to_string(),
    };
    let facts = [("request", number.into()), ("town", town.into()), ("language", languages.join(", ").into())];
    if languages.is_empty() {
        console.text("cli-match-about-without-language", &facts)
    } else {
        console.text("cli-match-about", &facts)
    }
}

/// How many places are filled, how many Lotsen of the pool speak the language, what stops each of them, and why those whom
/// nothing stops are not proposed.
fn explained(console: &Console, entry: &UnservedEntry, filled: usize, needs_language: bool) -> String {
    let stopped = || entry.removed.iter().filter(|removed| speaks(removed.constraint));
    let speakers = stopped().map(|removed| removed.lotsen as usize).sum::<usize>() + entry.candidates as usize + filled;
    let hurdles: Vec<String> = stopped()
        .map(|removed| {
            let why = explain::hurdle(console.locale, removed.constraint.code());
            console.text("cli-match-hurdle", &[("count", count(removed.lotsen as usize)), ("why", why.into())])
        })
        .collect();

    let mut parts = Vec::new();
    if filled > 0 {
        let places = [("filled", count(filled)), ("places", count(filled + usize::from(entry.open_places)))];
        parts.push(console.text("cli-match-places", &places));
    }
    let facts = [("speakers", count(speakers)), ("proposed", count(filled))];
    let mut who = match (needs_language, filled) {
        (true, 0) => console.text("cli-match-speakers", &facts),
        (true, _) => console.text("cli-match-speakers-proposed", &facts),
        (false, 0) => console.text("cli-match-able", &facts),
        (false, _) => console.text("cli-match-able-proposed", &facts),
    };
    if !hurdles.is_empty() {
        who = format!("{who}: {}", hurdles.join(", "));
    }
    parts.push(who);
    let free = [("candidates", count(entry.candidates as usize))];
    match Reason::of(entry, filled) {
        Reason::NeededElsewhere => parts.push(console.text("cli-match-elsewhere", &free)),
        Reason::OtherAppointment => parts.push(console.text("cli-match-other-appointment", &free)),
        Reason::NotSearchedOut => parts.push(console.text("cli-match-not-searched-out", &free)),
        Reason::NobodyElse | Reason::Nobody | Reason::Hurdle(_) => {}
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::plan::Removed;

    fn entry(open_places: u16, removed: &[(HardConstraint, u32)], candidates: u32, lost_to: &[&str]) -> UnservedEntry {
        UnservedEntry {
            request: "R".to_owned(),
            open_places,
            removed: removed.iter().map(|&(constraint, lotsen)| Removed { constraint, lotsen }).collect(),
            candidates,
            lost_to: lost_to.iter().map(|request| (*request).to_owned()).collect(),
            forced: None,
            cures: Vec::new(),
        }
    }

    #[test]
    fn reasons_and_their_words() {
        use HardConstraint::{Distance, Language, Pool};
        let console = Console::new(Locale::De, false, true);
        for (entry, filled, reason, words) in [
            (
                entry(1, &[(Pool, 9)], 1, &["S"]),
                0,
                Reason::NeededElsewhere,
                "eine Person spricht die Sprache; eine könnte, wird aber woanders gebraucht",
            ),
            (
                entry(1, &[(Language, 3), (Distance, 2)], 1, &["S"]),
                0,
                Reason::NeededElsewhere,
                "3 sprechen die Sprache: 2 × zu weit weg; eine könnte, wird aber woanders gebraucht",
            ),
            (
                entry(1, &[(Pool, 4), (Language, 3)], 0, &[]),
                0,
                Reason::Hurdle(Language),
                "niemand spricht die Sprache gut genug",
            ),
            (entry(1, &[], 0, &[]), 0, Reason::Nobody, "niemand spricht die Sprache gut genug"),
            (
                entry(1, &[(Pool, 4), (Language, 3)], 0, &[]),
                1,
                Reason::NobodyElse,
                "1 von 2 Plätzen besetzt; eine Person spricht die Sprache, sie ist vorgeschlagen",
            ),
            (
                entry(1, &[], 0, &[]),
                2,
                Reason::NobodyElse,
                "2 von 3 Plätzen besetzt; 2 sprechen die Sprache, davon 2 vorgeschlagen",
            ),
            (
                entry(1, &[(Language, 3), (Distance, 1)], 0, &[]),
                1,
                Reason::Hurdle(Distance),
                "1 von 2 Plätzen besetzt; 2 sprechen die Sprache, davon 1 vorgeschlagen: 1 × zu weit weg",
            ),
            (
                entry(1, &[], 1, &[]),
                1,
                Reason::OtherAppointment,
                "1 von 2 Plätzen besetzt; 2 sprechen die Sprache, davon 1 vorgeschlagen; eine könnte, aber nicht zum selben Termin",
            ),
            (
                entry(1, &[], 2, &[]),
                0,
                Reason::NotSearchedOut,
                "2 sprechen die Sprache; 2 könnten, mehr Zeit zum Rechnen kann helfen",
            ),
        ] {
            assert_eq!(Reason::of(&entry, filled), reason);
            assert_eq!(explained(&console, &entry, filled, true), words);
        }
        let nobody = explained(&console, &entry(1, &[(Pool, 2)], 0, &[]), 0, false);
        assert_eq!(nobody, "niemand aus dem Lotsenpool kommt in Frage");
    }
}
