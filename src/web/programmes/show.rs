//! `GET /organisations/{id}/funding`: how does the project stand with its funding? Then the rules that hold, and what was changed.

use askama::Template;

use super::amend::{self, Change};
use super::values;
use crate::app::funding::{self, Check, Funding, Nearness, nearness};
use crate::app::proofs::Sight;
use crate::app::{organisations, programmes};
use crate::domain::access::Permission;
use crate::domain::code::OrganisationKind;
use crate::domain::id::OrganisationId;
use crate::domain::rulebook::Values;
use crate::domain::time::ZONE;
use crate::i18n::{Locale, measures, text};
use crate::web::components::{Faults, Mark, Status};
use crate::web::page::{Frame, Outcome, PageError, Visit};

/// How the project stands.
struct Standing {
    title: String,
    lead: String,
    /// Hundredths of the budget for the length of the bar.
    percent: Option<u64>,
    budget: Option<Status>,
    checks: Vec<(Status, String)>,
    near: Vec<(String, String, String, Status)>,
    clients: Option<String>,
}

#[derive(Template)]
#[template(path = "web/programmes/show.html")]
struct Page {
    frame: Frame,
    name: String,
    summary: Option<String>,
    standing: Option<Standing>,
    rules: Vec<(String, String)>,
    history: Vec<amend::Entry>,
    change: Option<Change>,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    with(visit, &Faults::default())
}

/// The same with what is wrong with a change.
pub fn with(visit: &mut Visit<'_>, faults: &Faults) -> Outcome {
    let (id, context, now) = (visit.id::<OrganisationId>()?, visit.context, visit.moment.now);
    // Whoever changes rules of all comes here too; what they may change says where they may look.
    let grant = visit.grant_of(Permission::ProgrammesRead)?;
    let today = now.with_timezone(&ZONE).date_naive();
    let rules = programmes::rules(context, &grant, Some(id), today)?;
    let organisation = organisations::named(context, &[id])?.pop().ok_or(PageError::NOT_FOUND)?;
    if organisation.kind != OrganisationKind::Carrier {
        return Err(PageError::NOT_FOUND);
    }
    let mut amendments = programmes::amendments(context, &grant)?;
    amendments.retain(|one| one.organisation.is_none_or(|of| of == id));
    let history = amend::history(visit, amendments)?;
    let values = Values::of(&rules);
    let people = visit.grant_of(Permission::LotsenRead).is_ok_and(|grant| grant.scope().has_organisation(id));
    let sight = if people { Sight::People } else { Sight::Figures };
    let standing = match visit.grant_of(Permission::ProofsRead) {
        Ok(grant) => Some(funding::funding(context, &grant, sight, id, now)?),
        Err(_) => None,
    };
    let may_write = visit.grant_of(Permission::ProgrammesWrite).is_ok();
    let action = format!("/organisations/{id}/funding");
    let change = may_write.then(|| amend::change(visit, &action, &values, faults)).transpose()?;
    let frame = visit.frame("fund-title");
    let page = Page {
        name: organisation.name.to_string(),
        summary: amend::summary(visit, faults),
        standing: standing.map(|standing| said(visit.locale, &standing, &frame)),
        rules: values::said(visit.locale, &values),
        history,
        change,
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

fn said(locale: Locale, funding: &Funding, frame: &Frame) -> Standing {
    let money = |cents| measures::money(locale, cents);
    let mut lead = funding.spent.map_or_else(
        || text(locale, "fund-few", &[]),
        |spent| {
            let spent = [("spent", money(spent).into()), ("year", funding.year.to_string().into())];
            match funding.budget {
                Some(budget) => {
                    text(locale, "fund-spent-of", &[&spent[..], &[("budget", money(budget).into())]].concat())
                }
                None => text(locale, "fund-spent", &spent),
            }
        },
    );
    if let Some(expected) = funding.expected {
        lead = format!("{lead} {}", text(locale, "fund-expected", &[("expected", money(expected).into())]));
    }
    let budget = funding.budget.zip(funding.spent).map(|(budget, spent)| {
        let now = nearness(spent, budget);
        let then = funding.expected.map_or(now, |expected| nearness(expected, budget));
        match (now, then) {
            (Nearness::Reached, _) => status(locale, Mark::Bad, "fund-budget-reached"),
            _ if funding.has_overflowed => status(locale, Mark::Bad, "fund-budget-overflowed"),
            (Nearness::Near, _) => status(locale, Mark::Attention, "fund-budget-near"),
            (Nearness::Fine, Nearness::Reached) => status(locale, Mark::Attention, "fund-budget-will-not-do"),
            (Nearness::Fine, _) => status(locale, Mark::Good, "fund-budget-fine"),
        }
    });
    let check = |check: Check, key: &'static str| {
        let mark = if check.is_met { Mark::Good } else { Mark::Attention };
        let met = if check.is_met { "fund-check-met" } else { "fund-check-missing" };
        let has = check.has.map_or_else(|| text(locale, "proof-few", &[]), |has| has.to_string());
        let words = [("has", has.into()), ("needs", check.needs.into())];
        (Status { mark, words: text(locale, met, &[]) }, text(locale, key, &words))
    };
    let near = funding.near.iter().flatten().map(|one| {
        let hours = |minutes| measures::decimal_hours(locale, minutes);
        let used = [("used", hours(one.minutes).into()), ("most", hours(one.most).into())];
        let mark = match nearness(one.minutes, one.most) {
            Nearness::Reached => status(locale, Mark::Bad, "fund-hours-reached"),
            Nearness::Near | Nearness::Fine => status(locale, Mark::Attention, "fund-hours-near"),
        };
        (frame.at(&format!("/lotsen/{}", one.lotse)), one.name.clone(), text(locale, "fund-hours-used", &used), mark)
    });
    Standing {
        title: text(locale, "fund-standing", &[("year", funding.year.to_string().into())]),
        lead,
        percent: funding
            .budget
            .zip(funding.spent)
            .map(|(budget, spent)| (spent.saturating_mul(100) / budget.max(1)).min(100)),
        budget,
        checks: vec![
            check(funding.lotsen, "fund-check-lotsen"),
            check(funding.interpreters, "fund-check-interpreters"),
            check(funding.languages, "fund-check-languages"),
        ],
        near: near.collect(),
        clients: funding
            .clients_at_limit
            .filter(|count| *count > 0)
            .map(|count| text(locale, "fund-clients", &[("count", count.into())])),
    }
}

fn status(locale: Locale, mark: Mark, key: &str) -> Status {
    Status { mark, words: text(locale, key, &[]) }
}
