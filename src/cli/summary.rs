//! The summary of a matching in words that a coordinator understands; as JSON for programs.

mod open;
mod released;

use serde_json::json;

pub use self::released::Sending;
use super::{CliError, Console};
use crate::app::Context;
use crate::app::matching::Matched;
use crate::domain::code::Priority;
use crate::i18n::{Value, measures};
use crate::matching::plan::LevelProof;

/// What a matching did.
#[derive(Debug)]
pub struct Summary {
    /// The run.
    pub matched: Matched,
    /// What became of the plan, if it was released.
    pub sending: Option<Sending>,
}

impl Summary {
    /// A plan, not yet released.
    pub fn new(matched: Matched) -> Self {
        Self { matched, sending: None }
    }

    /// Says all of it.
    pub fn show(&self, context: &Context, console: &Console) -> Result<(), CliError> {
        console.result(&self.json())?;
        for line in self.lines(context, console) {
            console.tell(&line)?;
        }
        Ok(())
    }

    fn json(&self) -> serde_json::Value {
        let plan = &self.matched.plan;
        json!({
            "run": self.matched.run,
            "totals": plan.totals,
            "baseline": plan.baseline,
            "proof": plan.proof,
            "unserved": plan.unserved,
            "expired": self.matched.expired.len(),
            "released": self.sending.as_ref().map(Sending::json),
            "solver": plan.run,
        })
    }

    /// Whether everything went well. Asked last, when all has been shown.
    ///
    /// # Errors
    /// When mails were not written: the folder or the database failed, not the plan.
    pub fn verdict(&self, console: &Console) -> Result<(), CliError> {
        self.sending.as_ref().map_or(Ok(()), |sending| sending.verdict(console))
    }

    fn lines(&self, context: &Context, console: &Console) -> Vec<String> {
        let mut lines = self.result(console);
        lines.push(String::new());
        lines.extend(open::lines(&self.matched, context, console));
        if let Some(sending) = &self.sending {
            lines.push(String::new());
            lines.extend(sending.lines(console));
        }
        lines
    }

    /// Served, against first come, first served; proof; hours and ways.
    fn result(&self, console: &Console) -> Vec<String> {
        let plan = &self.matched.plan;
        let (totals, baseline) = (&plan.totals, &plan.baseline);
        let mut lines = vec![
            console
                .text("cli-match-served", &[("served", amount(totals.served)), ("requests", amount(totals.requests))]),
            compared(console, totals.served, baseline.served),
        ];
        let urgent = totals.by_priority.iter().filter(|t| t.priority >= Priority::High);
        let (served, asked) = urgent.fold((0, 0), |(served, asked), t| (served + t.served, asked + t.requests));
        if asked > 0 {
            let arguments = [("served", amount(served)), ("requests", amount(asked))];
            lines.push(console.text("cli-match-urgent", &arguments));
        }
        lines.push(proof(console, &plan.proof.weight, &plan.proof.effort));
        let effort = [
            ("lotsen", amount(totals.lotsen)),
            ("hours", rounded(totals.minutes, 60)),
            ("kilometres", rounded(totals.travel_metres, 1000)),
        ];
        lines.push(console.text("cli-match-effort", &effort));
        if !self.matched.expired.is_empty() {
            lines.push(console.text("cli-match-expired", &[("count", count(self.matched.expired.len()))]));
        }
        lines
    }
}

/// Against first come, first served. More weight may well be fewer requests: one that is urgent outweighs several that are not.
fn compared(console: &Console, served: u64, baseline: u64) -> String {
    let facts = |difference: u64| [("baseline", amount(baseline)), ("difference", amount(difference))];
    match served.cmp(&baseline) {
        std::cmp::Ordering::Greater => console.text("cli-match-baseline-more", &facts(served - baseline)),
        std::cmp::Ordering::Less => console.text("cli-match-baseline-fewer", &facts(baseline - served)),
        std::cmp::Ordering::Equal => console.text("cli-match-baseline-same", &[("baseline", amount(baseline))]),
    }
}

fn proof(console: &Console, weight: &LevelProof, effort: &LevelProof) -> String {
    let percent = |level: &LevelProof| measures::decimal(console.locale, level.gap_percent(), 2).into();
    match (weight.optimal, effort.optimal) {
        (true, true) => console.text("cli-match-proven", &[]),
        (true, false) => console.text("cli-match-proven-served", &[("gap", percent(effort))]),
        (false, _) => console.text("cli-match-bounded", &[("gap", percent(weight))]),
    }
}

/// A figure: the catalogue prints it with the separators of the language, and the sentence's grammar follows it.
fn amount(number: u64) -> Value<'static> {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

/// The same for what is counted in memory.
fn count(number: usize) -> Value<'static> {
    amount(number as u64)
}

/// A quotient to the nearest whole number.
fn rounded(number: u64, by: u64) -> Value<'static> {
    amount((number + by / 2) / by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    fn console(locale: Locale) -> Console {
        Console::new(locale, false, true)
    }

    #[test]
    fn fewer_requests_than_first_come_are_said_as_fewer() {
        for (served, baseline, de, en) in [
            (
                80,
                60,
                "Der Reihe nach vermittelt wären es 60; der gemeinsame Plan besetzt 20 mehr.",
                "First come, first served would serve 60; the joint plan serves 20 more.",
            ),
            (
                10,
                12,
                "Der Reihe nach vermittelt wären es 12; der gemeinsame Plan besetzt 2 weniger, dafür dringendere oder länger wartende.",
                "First come, first served would serve 12; the joint plan serves 2 fewer, but more urgent or longer waiting ones.",
            ),
            (
                7,
                7,
                "Der Reihe nach vermittelt wären es ebenso viele (7).",
                "First come, first served would serve as many (7).",
            ),
        ] {
            assert_eq!(compared(&console(Locale::De), served, baseline), de);
            assert_eq!(compared(&console(Locale::En), served, baseline), en);
        }
    }

    #[test]
    fn what_is_proven_is_said_of_weight_and_not_of_a_number() {
        let (best, open) = (LevelProof::new(10, 10), LevelProof::new(10, 11));
        for (weight, effort, de) in [
            (
                &best,
                &best,
                "Gemessen an Dringlichkeit und Wartezeit ist das beweisbar bestmöglich, und nicht mit weniger Aufwand zu haben.",
            ),
            (
                &best,
                &open,
                "Gemessen an Dringlichkeit und Wartezeit ist das beweisbar bestmöglich; der Aufwand liegt höchstens 10,00 % über dem kleinstmöglichen.",
            ),
            (
                &open,
                &open,
                "Die Zeit reichte nicht für den Beweis: Gemessen an Dringlichkeit und Wartezeit fehlen höchstens 10,00 % zum bestmöglichen Plan.",
            ),
        ] {
            assert_eq!(proof(&console(Locale::De), weight, effort), de);
            let en = proof(&console(Locale::En), weight, effort);
            assert!(en.contains("urgency and waiting time") && !en.contains("can be served"), "{en}");
        }
    }

    #[test]
    fn halves_are_rounded_up() {
        let shown = |number, by| match rounded(number, by) {
            Value::Number(number) => number.as_string().into_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!((shown(89, 60), shown(90, 60), shown(0, 60)), ("1".to_owned(), "2".to_owned(), "0".to_owned()));
    }
}
