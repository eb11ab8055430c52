//! A plan as a coordinator reviews it: each proposal with who comes next, what stays open and why, and what is different from before.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use super::candidates::{self, Candidate};
use super::explanation::Known;
use super::requests::Row;
use super::runs::Figures;
use super::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::filter::{RunFilter, RunSort};
use crate::domain::id::{LotseId, RequestId, RunId};
use crate::domain::offer::{Proposal, ProposalState};
use crate::domain::page::{PageSize, Paging};
use crate::domain::run::{MatchingRun, RunProgress, RunState};
use crate::i18n::explain::Explanation;
use crate::matching::plan::UnservedEntry;
use crate::storage::runs::Proposed;
use crate::storage::{self, ReadTx, StorageError};

/// Of so many proposals the next best is looked for; a plan that is larger is reviewed in several sittings.
const COMPARED: usize = 60;

/// So many candidates are looked at to find the next best.
const LOOKED_AT: usize = 4;

/// A plan to be reviewed.
#[derive(Debug, Clone)]
pub struct Review {
    /// The run that made it.
    pub run: MatchingRun,
    /// Whose requests were matched; `None` for all carriers'.
    pub carrier: Option<String>,
    /// What it came to; `None` as long as there is no plan, or where another version of the program has told it in another form.
    pub figures: Option<Figures>,
    /// What it proposes, by begin.
    pub picks: Vec<Pick>,
    /// What stays open.
    pub open: Vec<Left>,
    /// What is different from the plan before; `None` where there is none.
    pub change: Option<Change>,
}

/// A proposal with its names.
#[derive(Debug, Clone)]
pub struct Pick {
    /// The proposal.
    pub proposal: Proposal,
    /// Its request.
    pub row: Row,
    /// The Lotse, as the request's carrier knows them.
    pub lotse: String,
    /// The next best and how many minutes of effort more they are; `None` where there is nobody else, or where it was not looked.
    pub next: Option<(Candidate, i64)>,
    /// Whether it was looked for the next best.
    pub is_compared: bool,
}

/// A request that stays open.
#[derive(Debug, Clone)]
pub struct Left {
    /// The request.
    pub row: Row,
    /// Why, by names.
    pub facts: Explanation,
}

/// What is different from the plan before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    /// Requests for which nobody was proposed before.
    pub new: usize,
    /// Requests for which somebody else is proposed.
    pub other: usize,
    /// Requests for which nobody is proposed any more.
    pub gone: usize,
}

/// The plan of a run that the grant reaches.
///
/// # Errors
/// [`StorageError::NotFound`] when it is out of reach; else when the database fails or what is stored cannot be read.
pub fn review(context: &Context, grant: &Grant, id: RunId, now: DateTime<Utc>) -> Result<Review, AppError> {
    let mut review = context.database.read(|tx| read(context, tx, grant, id))?;
    let waits = |pick: &Pick| pick.proposal.state == ProposalState::Proposed;
    for pick in review.picks.iter_mut().filter(|pick| waits(pick)).take(COMPARED) {
        let found = candidates::of_request(context, grant, pick.proposal.request, LOOKED_AT, now)?;
        let own = found.best.iter().find(|one| one.lotse == pick.proposal.lotse).map(|own| own.effort.sum());
        let next = found.best.into_iter().find(|one| one.lotse != pick.proposal.lotse);
        // Whoever is not among the best any more has been overtaken since.
        pick.next =
            next.map(|next| (own.map_or(0, |own| next.effort.sum() - own), next)).map(|(more, next)| (next, more));
        pick.is_compared = true;
    }
    Ok(review)
}

fn read(context: &Context, tx: &mut ReadTx, grant: &Grant, id: RunId) -> Result<Review, AppError> {
    let run = storage::runs::find_within(tx, grant.scope(), id)?;
    let carrier = match run.carrier {
        Some(id) => Some(storage::organisations::find(tx, id)?.name.to_string()),
        None => None,
    };
    let RunProgress::Finished { totals, .. } = &run.progress else {
        return Ok(Review { run, carrier, figures: None, picks: Vec::new(), open: Vec::new(), change: None });
    };
    let figures = Figures::of(totals).inspect_err(|error| tracing::warn!(%id, %error, "figures cannot be read")).ok();
    let proposals = storage::runs::proposals(tx, Proposed::By(id))?;
    let change = change(tx, grant, &run, &proposals)?;
    let mut names = HashMap::new();
    let mut picks = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let request = storage::requests::find(tx, proposal.request)?;
        let lotse = storage::lotsen::find(tx, proposal.lotse)?;
        let lotse = lotse.known_to(request.carrier);
        let row = Row::of(context, tx, request, &mut names)?;
        picks.push(Pick { proposal, row, lotse, next: None, is_compared: false });
    }
    picks.sort_by_key(|pick| (pick.proposal.appointment.starts(), pick.proposal.id));
    let open = open(context, tx, &run, &mut names)?;
    Ok(Review { run, carrier, figures, picks, open, change })
}

/// What the run left open and still is.
fn open(
    context: &Context,
    tx: &mut ReadTx,
    run: &MatchingRun,
    names: &mut HashMap<crate::domain::id::OrganisationId, String>,
) -> Result<Vec<Left>, AppError> {
    let page = PageSize::new(u64::from(PageSize::MAX)).unwrap_or_default();
    let unserved =
        storage::runs::unserved_page(tx, run.id, &Paging::first(crate::domain::filter::UnservedSort::Request, page))?;
    let mut left = Vec::new();
    for one in unserved.items {
        let entry: UnservedEntry = serde::Deserialize::deserialize(&one.reasons)?;
        let request = storage::requests::find(tx, one.request)?;
        if request.state != crate::domain::request::RequestState::Unserved {
            continue;
        }
        let known = Known::read(tx, request.carrier, [&entry])?;
        left.push(Left { facts: known.explain(&entry), row: Row::of(context, tx, request, names)? });
    }
    Ok(left)
}

/// What is different from the finished plan before this one.
fn change(tx: &mut ReadTx, grant: &Grant, run: &MatchingRun, now: &[Proposal]) -> Result<Option<Change>, StorageError> {
    let filter = RunFilter { carrier: run.carrier, states: [RunState::Finished].into(), ..RunFilter::default() };
    let runs = storage::runs::page(tx, grant.scope(), &filter, &Paging::first(RunSort::Newest, PageSize::default()))?;
    let Some(before) =
        runs.items.iter().find(|other| other.started_at < run.started_at && other.carrier == run.carrier)
    else {
        return Ok(None);
    };
    let before = by_request(&storage::runs::proposals(tx, Proposed::By(before.id))?);
    let now = by_request(now);
    let mut change = Change::default();
    for (request, lotsen) in &now {
        match before.get(request) {
            None => change.new += 1,
            Some(others) if others != lotsen => change.other += 1,
            Some(_) => {}
        }
    }
    change.gone = before.keys().filter(|request| !now.contains_key(request)).count();
    Ok(Some(change))
}

fn by_request(proposals: &[Proposal]) -> BTreeMap<RequestId, Vec<LotseId>> {
    let mut found: BTreeMap<RequestId, Vec<LotseId>> = BTreeMap::new();
    for proposal in proposals {
        found.entry(proposal.request).or_default().push(proposal.lotse);
    }
    found.values_mut().for_each(|lotsen| lotsen.sort_unstable());
    found
}
