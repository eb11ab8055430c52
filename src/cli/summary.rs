//! The summary of a matching in words that a coordinator understands; as JSON for programs.

use std::collections::HashMap;
use std::path::PathBuf;

use serde_json::json;

use super::{CliError, Console};
use crate::app::Context;
use crate::app::mails::Sent;
use crate::app::matching::Matched;
use crate::app::offers::Released;
use crate::domain::code::Priority;
use crate::domain::request::SupportRequest;
use crate::i18n::{Value, measures};
use crate::matching::constraints::HardConstraint;
use crate::matching::plan::{LevelProof, UnservedEntry};

/// Unserved requests that are shown one by one.
const SHOWN: usize = 8;

/// What a matching did.
#[derive(Debug)]
pub struct Summary {
    /// The run.
    pub matched: Matched,
    /// What was released, how the mails went, and where they lie.
    pub released: Option<(Released, Sent, PathBuf)>,
}

impl Summary {
    /// A plan, not yet released.
    pub fn new(matched: Matched) -> Self {
        Self { matched, released: None }
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
        let released = self.released.as_ref().map(|(released, sent, folder)| {
            json!({
                "offers": released.offers.len(),
                "without_address": released.without_address.len(),
                "outdated": released.outdated,
                "mails_sent": sent.sent,
                "mails_postponed": sent.postponed,
                "mails_given_up": sent.given_up,
                "folder": folder,
            })
        });
        json!({
            "run": self.matched.run,
            "totals": plan.totals,
            "baseline": plan.baseline,
            "proof": plan.proof,
            "unserved": plan.unserved,
            "expired": self.matched.expired.len(),
            "released": released,
            "solver": plan.run,
        })
    }

    fn lines(&self, context: &Context, console: &Console) -> Vec<String> {
        let mut lines = self.result(console);
        lines.push(String::new());
        lines.extend(self.unserved(context, console));
        if let Some((released, sent, folder)) = &self.released {
            lines.push(String::new());
            let folder = Value::from(folder.display().to_string());
            let offers =
                [("offers", count(released.offers.len())), ("sent", amount(console, sent.sent)), ("folder", folder)];
            lines.push(console.text("cli-match-mails", &offers));
            if !released.without_address.is_empty() {
                let arguments = [("count", count(released.without_address.len()))];
                lines.push(console.text("cli-match-without-address", &arguments));
            }
            if sent.postponed + sent.given_up > 0 {
                let arguments =
                    [("postponed", amount(console, sent.postponed)), ("given_up", amount(console, sent.given_up))];
                lines.push(console.text("cli-match-mail-trouble", &arguments));
            }
        }
        lines
    }

    /// Served, against first come, first served; proof; hours and ways.
    fn result(&self, console: &Console) -> Vec<String> {
        let plan = &self.matched.plan;
        let (totals, baseline) = (&plan.totals, &plan.baseline);
        let mut lines = vec![console.text(
            "cli-match-served",
            &[("served", amount(console, totals.served)), ("requests", amount(console, totals.requests))],
        )];
        let gain = totals.served.cast_signed() - baseline.served.cast_signed();
        let compared = [("baseline", amount(console, baseline.served)), ("gain", gain.into())];
        lines.push(console.text("cli-match-baseline", &compared));
        let urgent = totals.by_priority.iter().filter(|t| t.priority >= Priority::High);
        let (served, asked) = urgent.fold((0, 0), |(served, asked), t| (served + t.served, asked + t.requests));
        if asked > 0 {
            let arguments = [("served", amount(console, served)), ("requests", amount(console, asked))];
            lines.push(console.text("cli-match-urgent", &arguments));
        }
        lines.push(proof(console, &plan.proof.weight, &plan.proof.effort));
        let hours = measures::decimal(console.locale, totals.minutes as f64 / 60.0, 0);
        let kilometres = measures::decimal(console.locale, totals.travel_metres as f64 / 1000.0, 0);
        let lotsen = amount(console, totals.lotsen);
        let effort = [("lotsen", lotsen), ("hours", hours.into()), ("kilometres", kilometres.into())];
        lines.push(console.text("cli-match-effort", &effort));
        if !self.matched.expired.is_empty() {
            lines.push(console.text("cli-match-expired", &[("count", count(self.matched.expired.len()))]));
        }
        lines
    }

    /// Why the rest is open: by main reason, then some one by one.
    fn unserved(&self, context: &Context, console: &Console) -> Vec<String> {
        let unserved = &self.matched.plan.unserved;
        if unserved.is_empty() {
            return vec![console.text("cli-match-all-served", &[])];
        }
        let mut lines = vec![console.text("cli-match-open", &[("count", count(unserved.len()))])];
        let mut reasons: Vec<(Option<HardConstraint>, usize)> = Vec::new();
        for entry in unserved {
            let reason = main_reason(entry);
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, count)) => *count += 1,
                None => reasons.push((reason, 1)),
            }
        }
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (reason, number) in reasons {
            let why =
                reason.map_or_else(|| console.text("cli-reason-lost", &[]), |reason| reason_words(console, reason));
            lines.push(console.text("cli-match-reason", &[("count", count(number)), ("why", why.into())]));
        }
        let requests: HashMap<String, &SupportRequest> =
            self.matched.requests.iter().map(|request| (request.id.to_string(), request)).collect();
        let detailed = unserved.iter().filter_map(|entry| Some((entry, *requests.get(&entry.request)?))).take(SHOWN);
        lines.push(console.text("cli-match-examples", &[]));
        lines.extend(detailed.map(|(entry, request)| explained(context, console, entry, request)));
        lines
    }
}

/// What stops the Lotsen who speak the language: the last hurdle that anybody came to. `None` where somebody could go but
/// is needed elsewhere.
fn main_reason(entry: &UnservedEntry) -> Option<HardConstraint> {
    if entry.candidates > 0 { None } else { entry.removed.last().map(|removed| removed.constraint) }
}

/// One open request in a sentence: how many Lotsen of the pool speak the language, and what stops each of them.
fn explained(context: &Context, console: &Console, entry: &UnservedEntry, request: &SupportRequest) -> String {
    let speaking = || entry.removed.iter().filter(|removed| removed.constraint > HardConstraint::Language);
    let speakers = speaking().map(|removed| removed.lotsen).sum::<u32>() + entry.candidates;
    let hurdles: Vec<String> = speaking()
        .map(|removed| {
            let arguments =
                [("count", count(removed.lotsen as usize)), ("why", reason_words(console, removed.constraint).into())];
            console.text("cli-match-hurdle", &arguments)
        })
        .collect();
    let languages: Vec<String> = request
        .languages
        .iter()
        .filter_map(|needed| context.languages.get(needed.language))
        .map(|language| match console.locale {
            crate::i18n::Locale::De => language.name_de.clone(),
            crate::i18n::Locale::En => language.name_en.clone(),
        })
        .collect();
    let number = request.list_number.as_ref().map_or_else(|| request.id.to_string(), ToString::to_string);
    let town = request.place.town.as_ref().map(ToString::to_string).unwrap_or_default();
    let arguments = [
        ("request", number.into()),
        ("language", languages.join(", ").into()),
        ("town", town.into()),
        ("speakers", count(speakers as usize)),
        ("hurdles", hurdles.join(", ").into()),
        ("candidates", count(entry.candidates as usize)),
    ];
    console.text("cli-match-explained", &arguments)
}

/// A hard constraint in the words of a coordinator.
fn reason_words(console: &Console, reason: HardConstraint) -> String {
    match reason {
        HardConstraint::Status => console.text("cli-reason-status", &[]),
        HardConstraint::Consent => console.text("cli-reason-consent", &[]),
        HardConstraint::Pool => console.text("cli-reason-pool", &[]),
        HardConstraint::Service => console.text("cli-reason-service", &[]),
        HardConstraint::Language => console.text("cli-reason-language", &[]),
        HardConstraint::Gender => console.text("cli-reason-gender", &[]),
        HardConstraint::Exclusion => console.text("cli-reason-exclusion", &[]),
        HardConstraint::Mode => console.text("cli-reason-mode", &[]),
        HardConstraint::Distance => console.text("cli-reason-distance", &[]),
        HardConstraint::Absence => console.text("cli-reason-absence", &[]),
        HardConstraint::Availability => console.text("cli-reason-availability", &[]),
        HardConstraint::Qualification => console.text("cli-reason-qualification", &[]),
        HardConstraint::Overlap => console.text("cli-reason-overlap", &[]),
        HardConstraint::WeeklyLoad => console.text("cli-reason-weekly-load", &[]),
        HardConstraint::YearlyCap => console.text("cli-reason-yearly-cap", &[]),
        HardConstraint::ClientCap => console.text("cli-reason-client-cap", &[]),
        HardConstraint::AskBudget => console.text("cli-reason-ask-budget", &[]),
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

/// A count that the sentence's grammar depends on.
fn count(number: usize) -> Value<'static> {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

/// A figure with the separators of the language.
fn amount(console: &Console, number: u64) -> Value<'static> {
    measures::number(console.locale, i64::try_from(number).unwrap_or(i64::MAX)).into()
}
