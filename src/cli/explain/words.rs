//! Codes and numbers of an explanation in the words of a coordinator.

use serde::Serialize;

use crate::app::explanation::{self, Names};
use crate::cli::Console;
use crate::i18n::{Value, dates, explain, measures};
use crate::matching::ProblemFile;
use crate::matching::constraints::HardConstraint;
use crate::matching::incremental::Standing;
use crate::matching::objectives::Objective;
use crate::matching::plan::{Candidate, UnservedEntry};
use crate::matching::why::{Compared, Detail, Why};

/// Where the words come from.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Speaks the reader's language.
    pub console: &'a Console,
    /// Names.
    pub file: &'a ProblemFile,
    /// Numbers.
    pub standing: &'a Standing,
}

/// One proposal against one other Lotse.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// Who is proposed.
    proposed: String,
    /// Who is not.
    instead: String,
    /// What keeps the other out.
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<HardConstraint>,
    /// Served weight that the plan would lose.
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<i64>,
    /// Minutes of effort that it would cost more.
    #[serde(skip_serializing_if = "Option::is_none")]
    effort: Option<i64>,
    /// Terms of the effort: of the proposal, and of the other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<(Objective, i32, i32)>,
    /// Requests that would lose a place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    displaces: Vec<String>,
    /// For people.
    sentence: String,
}

impl Words<'_> {
    fn text(&self, key: &str, facts: &[(&'static str, Value)]) -> String {
        self.console.text(key, facts)
    }

    fn lotse(&self, number: u32) -> String {
        self.file.lotsen.get(number as usize).map(|lotse| lotse.id.clone()).unwrap_or_default()
    }

    fn requests(&self, numbers: &[u32]) -> Vec<String> {
        numbers.iter().filter_map(|at| self.file.requests.get(*at as usize)).map(|r| r.id.clone()).collect()
    }

    /// A request that stays open: who is kept out by what, who is needed elsewhere, and what would help.
    pub fn open(&self, entry: &UnservedEntry) -> String {
        let (locale, facts) = (self.console.locale, explanation::of(entry, Names::AS_THEY_ARE));
        let below = explain::reasons(locale, &facts).into_iter().chain(explain::cures(locale, &facts));
        let lines = std::iter::once(explain::open(locale, &facts)).chain(below.map(|sentence| format!("  {sentence}")));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// A served request: why each of the others does not go.
    pub fn served(&self, request: &str, instead: &[Comparison]) -> String {
        let head = self.text("explain-served", &[("request", request.to_owned().into())]);
        let mut lines = vec![head];
        if instead.is_empty() {
            lines.push(self.text("explain-nobody-else", &[]));
        }
        lines.extend(instead.iter().map(|comparison| comparison.sentence.clone()));
        lines.join("\n")
    }

    /// One comparison with its sentence.
    pub fn comparison(&self, proposal: &Candidate, other: u32, why: &Why) -> Comparison {
        let (proposed, instead) = (self.lotse(proposal.lotse), self.lotse(other));
        let mut comparison = Comparison {
            proposed: proposed.clone(),
            instead: instead.clone(),
            removed: None,
            weight: None,
            effort: None,
            terms: Vec::new(),
            displaces: Vec::new(),
            sentence: String::new(),
        };
        let who = || -> Vec<(&'static str, Value)> {
            vec![("proposed", proposed.clone().into()), ("instead", instead.clone().into())]
        };
        comparison.sentence = match why {
            Why::Proposed => self.text("explain-proposed", &who()),
            Why::NotListed => self.text("explain-not-listed", &who()),
            Why::Removed { constraint, detail } => {
                comparison.removed = Some(*constraint);
                let mut reason = explain::hurdle_of_one(self.console.locale, constraint.code());
                if let Some(detail) = self.detail(detail) {
                    reason = self.text("explain-with-detail", &[("why", reason.into()), ("detail", detail.into())]);
                }
                let mut facts = who();
                facts.push(("why", reason.into()));
                self.text("explain-out", &facts)
            }
            Why::Worse(worse) => {
                comparison.weight = Some(worse.weight);
                comparison.effort = Some(worse.effort);
                comparison.terms = worse.terms.iter().map(|t| (t.objective, t.proposed, t.instead)).collect();
                comparison.displaces = self.requests(&worse.displaces);
                let mut facts = who();
                facts.push(("requests", comparison.displaces.join(", ").into()));
                facts.push(("count", (comparison.displaces.len() as u32).into()));
                facts.push(("minutes", worse.effort.into()));
                let differing: Vec<&Compared> = worse.terms.iter().filter(|t| t.proposed != t.instead).collect();
                let terms: Vec<String> = differing.into_iter().map(|term| self.term(term)).collect();
                let sentence = if worse.weight > 0 {
                    self.text("explain-displaces", &facts)
                } else if worse.effort > 0 {
                    self.text("explain-dearer", &facts)
                } else {
                    self.text("explain-same", &facts)
                };
                match terms.is_empty() {
                    true => sentence,
                    false => {
                        let facts = [("sentence", sentence.into()), ("terms", terms.join(", ").into())];
                        self.text("explain-with-terms", &facts)
                    }
                }
            }
        };
        comparison
    }

    fn term(&self, compared: &Compared) -> String {
        let facts = [("proposed", compared.proposed.into()), ("instead", compared.instead.into())];
        match compared.objective {
            Objective::Travel => self.text("explain-term-travel", &facts),
            Objective::Language => self.text("explain-term-language", &facts),
            Objective::Mode => self.text("explain-term-mode", &facts),
            Objective::Appointment => self.text("explain-term-appointment", &facts),
            Objective::Gender => self.text("explain-term-gender", &facts),
            Objective::Known => self.text("explain-term-known", &facts),
            Objective::Topic => self.text("explain-term-topic", &facts),
            Objective::Asked => self.text("explain-term-asked", &facts),
        }
    }

    /// The numbers behind a constraint; `None` where it says it all.
    fn detail(&self, detail: &Detail) -> Option<String> {
        let locale = self.console.locale;
        let hours = |minutes: u32| Value::from(measures::duration(locale, minutes));
        Some(match *detail {
            Detail::None => return None,
            Detail::Distance { metres, radius_m } => {
                let facts = [("km", (metres.div_ceil(1000)).into()), ("radius", (radius_m / 1000).into())];
                self.text("explain-detail-distance", &facts)
            }
            Detail::Level { spoken: None, .. } => self.text("explain-detail-not-spoken", &[]),
            Detail::Level { spoken: Some(spoken), needed } => {
                let facts = [("spoken", spoken.to_string().into()), ("needed", needed.to_string().into())];
                self.text("explain-detail-level", &facts)
            }
            Detail::Away { first, last } => {
                let facts = [("first", dates::day(locale, first).into()), ("last", dates::day(locale, last).into())];
                self.text("explain-detail-away", &facts)
            }
            Detail::Way { minutes } if minutes > 0 => {
                self.text("explain-detail-way", &[("way", measures::travel(locale, minutes).into())])
            }
            Detail::Way { .. } => return None,
            Detail::Confirmed { start } => {
                self.text("explain-detail-confirmed", &[("when", dates::moment(locale, start).into())])
            }
            Detail::Week { minutes_left: Some(left), minutes, .. } if minutes > left => {
                self.text("explain-detail-hours", &[("left", hours(left)), ("needed", hours(minutes))])
            }
            Detail::Week { sittings_left, .. } => {
                self.text("explain-detail-sittings", &[("left", sittings_left.unwrap_or(0).into())])
            }
            Detail::Year { left, minutes } => {
                self.text("explain-detail-hours", &[("left", hours(left)), ("needed", hours(minutes))])
            }
        })
    }
}
