//! Who is asked beside the proposed Lotsen when an appointment is near.
//!
//! Where there is no time to ask one after the other, several are asked at once for a place and the first yes takes it. The thinking
//! is done here, outside any transaction, from the state as it is when a plan is released: the same data, rules and learned reasons
//! as in a run, by the same code (`matching::next_best`). The plan itself stays as it was verified. What is found are further
//! proposals of its run; before any of them leaves this file the independent checker is asked about each Lotse with all that they
//! would be asked for, and about the clients' caps. Nobody's limits get worse when others say no, so however the answers come, what
//! is agreed is a plan, as long as no more go than there are places, which [`crate::app::answers`] sees to.
//! Deliberately absent: writing it, which is the release's commit; it asks [`Beside::is_still_free`] there.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};

use super::stored::{Stored, engaged, read_for};
use super::{learned, problem};
use crate::app::context::Broadcast;
use crate::app::{AppError, Context, Moment};
use crate::domain::id::{LotseId, ProposalId, RequestId};
use crate::domain::offer::{Proposal, ProposalState};
use crate::domain::request::{Appointment, SupportRequest};
use crate::matching::constraints::Pair;
use crate::matching::incremental::possible;
use crate::matching::ledger::Ledger;
use crate::matching::next_best::{self, next_best};
use crate::matching::plan::Candidate;
use crate::matching::problem::Problem;
use crate::matching::snapshot::{Held, Stated};
use crate::matching::verify::{Choice, Judge};
use crate::matching::{self, ProblemFile};
use crate::storage::{self, ReadTx, StorageError};

/// One more Lotse to be asked.
#[derive(Debug)]
pub(in crate::app) struct Beside {
    /// The further proposal, not stored yet.
    pub proposal: Proposal,
    /// The proposal of the plan beside which they are asked.
    pub next_to: ProposalId,
    /// The request as it was when this was thought out.
    request: SupportRequest,
    /// What the Lotse had agreed to, was asked for or proposed for then.
    engaged: Vec<Held>,
    /// Offers that they had got in the week.
    asked: u32,
}

/// Who is to be asked beside these proposals of one run, which are about to be released. Nobody where the setting is off or
/// nothing is near.
///
/// # Errors
/// When the data make no problem, the checker says no, or the database fails.
pub(in crate::app) fn beside(
    context: &Context,
    waiting: &[Proposal],
    moment: &mut Moment,
) -> Result<Vec<Beside>, AppError> {
    let now = moment.now;
    let Some(broadcast) = context.sender.broadcast else { return Ok(Vec::new()) };
    if !waiting.iter().any(|proposal| is_near(proposal, now, broadcast)) {
        return Ok(Vec::new());
    }
    let requests: HashSet<RequestId> = waiting.iter().map(|proposal| proposal.request).collect();
    let (mut stored, proposed) = context.database.read(|tx| -> Result<_, StorageError> {
        let proposed = storage::runs::proposals(tx, storage::runs::Proposed::In(ProposalState::Proposed))?;
        Ok((read_for(tx, requests.iter().copied(), now)?, proposed))
    })?;
    learned::heed(&mut stored.lotsen, &stored.told, &stored.told_about, context.area.gazetteer());
    let asked = stored.asked_this_week.clone();
    // What waits in another run will be an offer too.
    for proposal in proposed.iter().filter(|proposal| !requests.contains(&proposal.request)) {
        *stored.asked_this_week.entry(proposal.lotse).or_default() += 1;
    }
    let Stated { file, alternatives, .. } = problem(context, &stored, now)?;
    let compiled = matching::compile(&file, context.area.gazetteer()).map_err(AppError::Problem)?;
    let reading = Reading::of(&compiled, &alternatives);

    let with_address: HashSet<LotseId> = stored.lotsen.iter().filter(|l| l.email.is_some()).map(|l| l.id).collect();
    let mut ledger = Ledger::new(&compiled);
    let (mut near, mut unclear) = (HashMap::new(), HashSet::new());
    for proposal in waiting {
        match reading.candidate(proposal).filter(|candidate| ledger.take(*candidate)) {
            Some(candidate) if is_near(proposal, now, broadcast) => {
                near.insert(candidate, proposal);
            }
            Some(_) => {}
            // Somebody has changed something since the run: the Lotse is busy in a way that the problem does not know.
            None => {
                unclear.insert(proposal.lotse);
            }
        }
    }
    let may_ask =
        |number: u32| reading.lotse(number).is_some_and(|id| with_address.contains(&id) && !unclear.contains(&id));
    let places: Vec<Candidate> = near.keys().copied().collect();
    let found = next_best(&compiled, &mut ledger, &places, usize::from(broadcast.to), may_ask);
    check(context, &file, ledger.taken(), &found)?;

    let requests: HashMap<RequestId, &SupportRequest> = stored.requests.iter().map(|r| (r.id, r)).collect();
    let mut all = Vec::with_capacity(found.len());
    for next_best::Beside { candidate, proposal } in found {
        let (Some(next_to), Some(lotse)) = (near.get(&proposal).copied(), reading.lotse(candidate.lotse)) else {
            continue;
        };
        let Some(request) = requests.get(&next_to.request).copied().cloned() else { continue };
        all.push(Beside {
            proposal: Proposal {
                id: ProposalId::new(now, moment.random()),
                lotse,
                effort: i64::from(candidate.effort),
                reviewed_at: None,
                ..next_to.clone()
            },
            next_to: next_to.id,
            request,
            engaged: engagements(&stored, waiting, lotse),
            asked: asked.get(&lotse).copied().unwrap_or(0),
        });
    }
    Ok(all)
}

/// Whether the first sitting is ahead and begins within the hours of the setting.
fn is_near(proposal: &Proposal, now: DateTime<Utc>, broadcast: Broadcast) -> bool {
    let begin = proposal.appointment.sittings().first().map(|sitting| sitting.begin().saturating_mul(60));
    let left = begin.map(|begin| begin.saturating_sub(now.timestamp()));
    left.is_some_and(|left| left > 0 && left <= Duration::hours(i64::from(broadcast.within_hours)).num_seconds())
}

fn engagements(stored: &Stored, waiting: &[Proposal], lotse: LotseId) -> Vec<Held> {
    let waiting = waiting.iter().filter(|proposal| proposal.lotse == lotse).cloned().map(Held::from);
    stored.held.iter().filter(|held| held.lotse == lotse).cloned().chain(waiting).collect()
}

impl Beside {
    /// Whether all is as it was when this was thought out: the request unchanged, and the Lotse engaged for nothing new and asked
    /// for nothing more. `asked` are the offers of the week.
    ///
    /// # Errors
    /// When the database fails.
    pub fn is_still_free(&self, tx: &mut ReadTx, asked: u32, now: DateTime<Utc>) -> Result<bool, StorageError> {
        if asked > self.asked || storage::requests::find(tx, self.request.id)? != self.request {
            return Ok(false);
        }
        Ok(engaged(tx, self.proposal.lotse, now)?.iter().all(|held| self.engaged.contains(held)))
    }
}

/// Asks the independent checker about each Lotse who is asked beside others: with everything that is proposed to them, with
/// everything they are asked for in the place of what it stands beside, and with all other proposals for the same clients.
fn check(
    context: &Context,
    file: &ProblemFile,
    plan: &[Candidate],
    found: &[next_best::Beside],
) -> Result<(), AppError> {
    let judge = Judge::read(file, context.area.gazetteer()).map_err(AppError::Rejected)?;
    let client = |number: u32| file.requests.get(number as usize).and_then(|request| request.client.as_deref());
    let mut by_lotse: HashMap<u32, Vec<&next_best::Beside>> = HashMap::new();
    for beside in found {
        by_lotse.entry(beside.candidate.lotse).or_default().push(beside);
    }
    for (lotse, asked) in by_lotse {
        let clients: HashSet<&str> = asked.iter().filter_map(|beside| client(beside.candidate.request)).collect();
        let concerns = |other: &&Candidate| {
            let stays = asked.iter().all(|beside| beside.proposal != **other);
            let same_client = || client(other.request).is_some_and(|client| clients.contains(client));
            stays && (other.lotse == lotse || same_client())
        };
        let together = plan.iter().filter(concerns).chain(asked.iter().map(|beside| &beside.candidate));
        let broken = judge.broken(&together.map(choice).collect::<Vec<_>>());
        if !broken.is_empty() {
            return Err(AppError::Rejected(broken));
        }
    }
    Ok(())
}

fn choice(candidate: &Candidate) -> Choice {
    let Candidate { request, lotse, appointment, mode, .. } = *candidate;
    Choice { request: request as usize, lotse: lotse as usize, appointment: usize::from(appointment), mode }
}

/// Between the problem's numbers and the identities of what is stored.
struct Reading<'a> {
    problem: &'a Problem,
    alternatives: &'a HashMap<RequestId, Vec<Appointment>>,
    lotsen: HashMap<LotseId, u32>,
    requests: HashMap<RequestId, u32>,
}

impl<'a> Reading<'a> {
    fn of(problem: &'a Problem, alternatives: &'a HashMap<RequestId, Vec<Appointment>>) -> Self {
        let lotsen = (0..).zip(&problem.lotsen).filter_map(|(at, lotse)| Some((lotse.id.parse().ok()?, at)));
        let requests = (0..).zip(&problem.requests).filter_map(|(at, request)| Some((request.id.parse().ok()?, at)));
        Self { problem, alternatives, lotsen: lotsen.collect(), requests: requests.collect() }
    }

    fn lotse(&self, number: u32) -> Option<LotseId> {
        self.problem.lotsen.get(number as usize)?.id.parse().ok()
    }

    /// A proposal as a candidate, where it still is one.
    fn candidate(&self, proposal: &Proposal) -> Option<Candidate> {
        let of_request = self.alternatives.get(&proposal.request)?;
        let appointment = of_request.iter().position(|appointment| *appointment == proposal.appointment)?;
        let (lotse, request) = (*self.lotsen.get(&proposal.lotse)?, *self.requests.get(&proposal.request)?);
        let possible = possible(&Pair::of(self.problem, lotse, request)?);
        possible.into_iter().find(|c| usize::from(c.appointment) == appointment && c.mode == proposal.mode)
    }
}
