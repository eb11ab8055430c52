//! Which carriers are told that nobody was found, and what would help.
//!
//! Only a run that comes about by itself tells; whoever starts one by hand sees its result. A carrier is told of a request once
//! nobody is found for it, and once more when its next appointment is near and the first mail came long before. A request
//! that was served or changed in between is news again. All that is news of a run to a carrier is one mail, written in the
//! commit that stores the run.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::stored::Stored;
use crate::app::mails::unserved::{Found, Open};
use crate::app::mails::{kind, queued};
use crate::app::tasks::Task;
use crate::app::{AppError, Context, Moment};
use crate::domain::id::{OrganisationId, RequestId, RunId};
use crate::domain::job::NewJob;
use crate::domain::outbox::{MailCause, OutboxMail};
use crate::domain::request::{RequestState, SupportRequest};
use crate::matching::plan::UnservedEntry;
use crate::matching::problem::Problem;
use crate::matching::{PlanFile, ProblemFile, cures};
use crate::storage::{self, StorageError, WriteTx};

/// So near, a request for which nobody was found is told of once more.
const NEAR: Duration = Duration::days(3);

/// Whether a run tells carriers about requests that stay open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tell {
    /// Each request that is news.
    News,
    /// Nobody: somebody is looking on.
    Nobody,
}

/// What is known of the requests that a run leaves unserved.
pub(super) struct Reasons {
    /// Why each stays open.
    pub entries: Vec<UnservedEntry>,
    /// Those of them whose cures were looked for.
    pub cured: HashSet<RequestId>,
}

impl Reasons {
    /// The reasons as the plan has them.
    pub(super) fn of(plan: &PlanFile) -> Self {
        Self { entries: plan.unserved.clone(), cured: HashSet::new() }
    }

    /// Adds cures, each tried out, to what somebody will be told of. Where that goes wrong, the run goes on without.
    pub(super) fn with_cures(
        context: &Context,
        stored: &Stored,
        (file, problem, plan): (&ProblemFile, &Problem, &PlanFile),
        now: DateTime<Utc>,
    ) -> Result<Self, StorageError> {
        let mut reasons = Self::of(plan);
        let requests: HashMap<RequestId, &SupportRequest> = stored.requests.iter().map(|r| (r.id, r)).collect();
        let ids: Vec<RequestId> = reasons.entries.iter().filter_map(request_of).collect();
        let told = context.database.read(|tx| storage::notices::told(tx, &ids))?;
        let news: HashSet<RequestId> = ids
            .into_iter()
            .filter(|id| requests.get(id).is_some_and(|request| is_news(request, told.get(id).copied(), now)))
            .collect();
        // Cures are tried out on all candidates.
        if news.is_empty() || plan.run.nearest.is_some() {
            return Ok(reasons);
        }
        let mut tried = plan.clone();
        tried.unserved.retain(|entry| request_of(entry).is_some_and(|id| news.contains(&id)));
        match catch_unwind(AssertUnwindSafe(|| cures::add(file, problem, &mut tried))) {
            Ok(Ok(())) => {
                let cured: HashMap<String, UnservedEntry> =
                    tried.unserved.into_iter().map(|entry| (entry.request.clone(), entry)).collect();
                for entry in &mut reasons.entries {
                    if let Some(cured) = cured.get(&entry.request) {
                        entry.clone_from(cured);
                    }
                }
                reasons.cured = news;
            }
            Ok(Err(error)) => tracing::warn!(%error, "cures were not found; the run is stored without them"),
            Err(_) => tracing::error!("looking for cures panicked; the run is stored without them"),
        }
        Ok(reasons)
    }
}

fn request_of(entry: &UnservedEntry) -> Option<RequestId> {
    RequestId::from_str(&entry.request).ok()
}

/// Whether a carrier wants to hear that nobody was found; `told` as it was told already: of a near appointment or not.
fn is_news(request: &SupportRequest, told: Option<bool>, now: DateTime<Utc>) -> bool {
    // An open request was changed, or lost whom it had, since it was told of.
    request.state == RequestState::Open
        || match told {
            None => true,
            Some(was_near) => !was_near && is_near(request, now),
        }
}

/// Whether the next appointment, or the end of a flexible time, is near.
fn is_near(request: &SupportRequest, now: DateTime<Utc>) -> bool {
    let begins = request.eligible().iter().filter_map(|appointment| appointment.sittings().first());
    let begins = begins.filter_map(|sitting| DateTime::from_timestamp(sitting.begin().saturating_mul(60), 0));
    let ends = request.eligible_windows().iter().filter_map(|window| {
        let minute = crate::domain::time::bound_of(window.latest()).ok()?;
        DateTime::from_timestamp(minute.saturating_mul(60), 0)
    });
    begins.chain(ends).any(|at| at > now && at - now <= NEAR)
}

/// The mails of one run, one a carrier, drawn before its commit, which puts into each what is news then.
pub(super) struct Letters {
    letters: Vec<(OrganisationId, OutboxMail)>,
    run: RunId,
    cured: HashSet<RequestId>,
    sending: NewJob,
}

impl Letters {
    /// A mail for each carrier with an address of whose requests some stay open.
    pub(super) fn draw(
        context: &Context,
        run: RunId,
        stored: &Stored,
        reasons: &Reasons,
        moment: &mut Moment,
    ) -> Result<Self, AppError> {
        let open: HashSet<RequestId> = reasons.entries.iter().filter_map(request_of).collect();
        let open = stored.requests.iter().filter(|request| open.contains(&request.id));
        let carriers: HashSet<OrganisationId> = open.map(|request| request.carrier).collect();
        let mut letters = Vec::new();
        for carrier in stored.organisations.iter().filter(|one| carriers.contains(&one.id)) {
            let Some(recipient) = carrier.email.clone() else { continue };
            let cause = MailCause { kind: "organisation".to_owned(), id: carrier.id.as_uuid() };
            letters.push((carrier.id, queued(context, kind::UNSERVED, cause, recipient, json!({}), moment)?));
        }
        Ok(Self { letters, run, cured: reasons.cured.clone(), sending: Task::SendMails {}.job(moment)? })
    }

    /// Writes what is news, of the requests that stand as the run saw them; returns of how many requests somebody is told.
    pub(super) fn write(
        &self,
        tx: &mut WriteTx,
        requests: &HashMap<RequestId, &SupportRequest>,
        unserved: &[RequestId],
        now: DateTime<Utc>,
    ) -> Result<usize, AppError> {
        let told = storage::notices::told(tx, unserved)?;
        let mut news: HashMap<OrganisationId, Vec<&SupportRequest>> = HashMap::new();
        for request in unserved.iter().filter_map(|id| requests.get(id)) {
            if is_news(request, told.get(&request.id).copied(), now) {
                news.entry(request.carrier).or_default().push(request);
            }
        }
        let (mut notices, mut mails) = (Vec::new(), Vec::new());
        for (carrier, mail) in &self.letters {
            let Some(news) = news.get(carrier) else { continue };
            notices.extend(news.iter().map(|request| (request.id, is_near(request, now))));
            let open =
                |request: &&SupportRequest| Open { request: request.id, cured: self.cured.contains(&request.id) };
            let found = Found { run: self.run, open: news.iter().map(open).collect() };
            mails.push(with_facts(mail, &found)?);
        }
        if !mails.is_empty() {
            storage::notices::note(tx, &notices, now)?;
            storage::outbox::add_all(tx, &mails)?;
            storage::jobs::enqueue(tx, &self.sending)?;
        }
        Ok(notices.len())
    }
}

/// The mail with what was found beside what it carries already.
fn with_facts(mail: &OutboxMail, found: &Found) -> Result<OutboxMail, AppError> {
    let mut mail = mail.clone();
    if let (Value::Object(payload), Value::Object(facts)) = (&mut mail.payload, serde_json::to_value(found)?) {
        payload.extend(facts);
    }
    Ok(mail)
}
